import { describe, expect, it } from "vitest";
import { markdown, plainText } from "./markdown.js";

const written = (text: string) => markdown(text).text;

describe("markdown", () => {
	it("writes what people write", () => {
		expect(written("A **bold** `<code>` and\n\n- one\n- two\n\n> said")).toBe(
			"<p>A <strong>bold</strong> <code>&lt;code&gt;</code> and</p><ul><li>one</li><li>two</li></ul><blockquote><p>said</p></blockquote>",
		);
		expect(written("# First\n## Second")).toBe("<h3>First</h3><h4>Second</h4>");
		expect(written("a &lt;b&gt; &amp; c")).toBe("<p>a &lt;b&gt; &amp; c</p>");
	});

	it("keeps plain formatting in HTML, closes what is left open, and shows all else as text", () => {
		expect(written("<b>x</b><br/>y <i onclick=z>w</i>")).toBe("<p><b>x</b><br>y &lt;i onclick=z&gt;w&lt;/i&gt;</p>");
		expect(written("<b><i>x")).toBe("<p><b><i>x</p></i></b>");
		expect(written("</p></div><script>x</script>")).not.toMatch(/<(?!p>|\/p>)/);
	});

	it("links to web pages only, and turns images into links", () => {
		expect(written("[a](https://a.example/?b&c)")).toBe(
			'<p><a href="https://a.example/?b&amp;c" rel="noreferrer">a</a></p>',
		);
		expect(written("[a](javascript:b) [c](data:text/html,d) [e](//f.example)")).toBe("<p>a c e</p>");
		expect(written("![a](https://a.example/b.png)")).toContain('<a href="https://a.example/b.png"');
		expect(written('<a target="_blank" href="https://a.example/">b</a>')).toBe(
			'<p><a href="https://a.example/" rel="noreferrer">b</a></p>',
		);
		expect(written('<a href="javascript:b">c</a>')).not.toContain("<a");
	});

	it("shows the rows of a wide table as records that can be linked to", () => {
		const table = "| Id | b | c | d | e | f |\n| - | - | - | - | - | - |\n| DEC-7 | 2 | 3 | 4 | 5 | `6` |";
		expect(written(table)).toContain('<tr id="DEC-7"><td data-label="Id"><div>DEC-7</div></td>');
	});
});

it("gives the plain text of Markdown", () => {
	expect(plainText("## A\n\nSome *words* and [a link](https://a.example) &amp; `code`.\n\n| x |\n| - |\n| y |")).toBe(
		"A Some words and a link & code. x y",
	);
});
