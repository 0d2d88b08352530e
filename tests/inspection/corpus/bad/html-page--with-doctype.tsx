<!DOCTYPE html>
<html>
<body>
<h1>Hi</h1>
</body>
</html>
