const App = { title: "Page" };
export default App;
