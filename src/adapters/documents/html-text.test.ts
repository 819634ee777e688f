import { expect, test } from 'vitest';
import { lineOfHtml, readHtml } from './html-text.js';

test.each([
  ['<p>One.</p><p>Two.</p>', 'One.\n\nTwo.'],
  ['One.<br>Still one.<br><br>Two.', 'One. Still one.\n\nTwo.'],
  ['<p>A line\n\nthat <b>\n wraps</b>.</p>', 'A line that wraps.'],
  ['<h2>Head</h2>\n<ul><li>a</li><li>b</li></ul>', 'Head\n\na\n\nb'],
  ['Plain text.\n\nWith a blank line.', 'Plain text.\n\nWith a blank line.'],
  ['1 < 2 &amp;&amp; 3 > 2', '1 < 2 && 3 > 2'],
  ['&amp;lt;b&amp;gt; &copy=1 &copy; &nbsp; &#150; &#x2019;', '&lt;b&gt; &copy=1 ©   – ’'],
  ['a<script>if (a<b) "</p>"</script>b<style>p{}</style><!-- <p> -->c<iframe>no</iframe>', 'abc'],
  ['<xhtml:p>One.</xhtml:p><xhtml:p>Two.</xhtml:p>', 'One.\n\nTwo.'],
  ['<a title="a > b" href=\'x\'>Link</a> <unknown>text</unknown', 'Link text<unknown'.replace('<unknown', '</unknown')],
  ['<ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>の<ruby>船<rt>ふね</ruby>が出る', '港の船が出る'],
  ['港の\n船 <td>a</td><td>b</td>', '港の船 a b'],
  ['<p>cut <a href="', 'cut <a href="'],
  ["<img alt='Mayor's plan' src='x.jpg'><p>The mayor's plan was approved.</p>", "The mayor's plan was approved."],
  ['<p>A 6" gun <img src="a.jpg" alt="A 6" gun"/>was found.</p>', 'A 6" gun was found.'],
  ['<a href="/ferry>The ferry</a> runs.', 'The ferry runs.'],
])('the text of %j', (html, text) => {
  expect(readHtml(html).text).toBe(text);
});

test.each([
  ['<img src="data:image/gif;base64,R0" data-src="/a.jpg">', '/a.jpg'],
  ['<img src="/blank.gif" data-lazy-src="/a.jpg">', '/a.jpg'],
])('the picture that a script loads late is found in %s', (html, src) => {
  expect(readHtml(html).images).toMatchObject([{ src }]);
});

test.each([
  ["<img alt='Mayor's plan' src='x.jpg'>", 'x.jpg'],
  ['<img src="a.jpg" alt="A 6" gun"/>', 'a.jpg'],
])('the picture of %s is found in spite of a stray quote', (html, src) => {
  expect(readHtml(html)).toMatchObject({ text: '', images: [{ src }] });
});

test('a line has no paragraphs', () => {
  expect(lineOfHtml('<p>One.</p>\n<p>T&amp;wo.</p>')).toBe('One. T&wo.');
});

test('pictures are found with what they say of themselves', () => {
  expect(
    readHtml('<p><img src="a.jpg?x=1&amp;y=2" alt=\'A "ferry"\' width=700 height="400px"><IMG SRC=b.jpg></p>').images,
  ).toEqual([
    { src: 'a.jpg?x=1&y=2', alt: 'A "ferry"', width: 700, height: 400 },
    { src: 'b.jpg', alt: null, width: null, height: null },
  ]);
});
