export default function Contact() {
  const video = '<p>Watch</p><iframe width="320" height="180" src="https://video.example.com/embed/1"></iframe>';
  return (
    <main className="p-4">
      <h1>Find us</h1>
      <iframe title="Map" src="https://maps.example.com/embed?x=1" width="400" height="200" allowFullScreen loading="lazy" />
      <iframe title="Wide" srcDoc="<p>Hi</p>" className="w-full h-8" width="100" />
      <div data-testid="video" dangerouslySetInnerHTML={{ __html: video }} />
      <object data="https://files.example.com/a.pdf" type="application/pdf" width="100" height="50">
        <a href="/a.pdf">Download</a>
      </object>
      <embed src="https://files.example.com/b.svg" width="50" height="50" />
      <button onClick={() => window.parent.postMessage({ height: document.body.scrollHeight }, "*")}>Send</button>
      <p>{document.readyState}</p>
    </main>
  );
}
