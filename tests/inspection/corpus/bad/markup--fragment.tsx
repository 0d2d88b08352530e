<div class="hero">
  <h1>Welcome</h1>
  <img src="a.png">
</div>
