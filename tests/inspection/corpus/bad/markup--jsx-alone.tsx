<section className="p-4">
  <h1>Welcome</h1>
</section>
