import { expect, it } from "vitest";
import { prettyJson, prettyXml } from "./pretty.js";

it("lays JSON out and leaves every value as it is written", () => {
	expect(prettyJson('{"a":1.0,"b":[],"c":[{"d":"x, {y}: \\"z\\""},12345678901234567890],"e":{}}')).toBe(
		`{
  "a": 1.0,
  "b": [],
  "c": [
    {
      "d": "x, {y}: \\"z\\""
    },
    12345678901234567890
  ],
  "e": {}
}`,
	);
});

it("lays XML out and leaves every text as it is written", () => {
	expect(
		prettyXml('<a x="1>2"><b> kept  as it is </b><c/><d></d><!-- <e> --><f><g><![CDATA[<h>]]></g></f></a>'),
	).toBe(`<a x="1>2">
  <b> kept  as it is </b>
  <c/>
  <d></d>
  <!-- <e> -->
  <f>
    <g><![CDATA[<h>]]></g>
  </f>
</a>`);
});
