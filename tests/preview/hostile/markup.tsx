export default function Markup() {
  const text = "</script><script>parent.pwned = 1</script><!-- <![CDATA[ ]]> ${1} \u0000     </style>";
  return <p data-testid="text">{text}</p>;
}
/* </script><img src=x onerror="parent.pwned = 1">   a line separator and   a paragraph separator */
