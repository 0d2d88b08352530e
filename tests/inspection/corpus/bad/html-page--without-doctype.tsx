<html lang="en">
<body class="x">
<h1 onclick="go()">Hi</h1>
</body>
</html>
