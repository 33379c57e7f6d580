import { expect, it } from "vitest";
import { CREDENTIAL_HEADERS, CredentialsError } from "../../access/authenticate.js";
import { apiDocument, generalExample, throttleOf } from "../../document.js";
import { CREATED, DELETED, NO_GROUPS, NO_SUCH_GROUP, OFFSET_PAST_THE_END, UPDATED } from "../../operations/messages.js";
import { BODY_LIMIT } from "../serve-operation.js";
import { errorResult } from "./error-result.js";
import {
	bodyTooLarge,
	malformedBody,
	methodNotAllowed,
	notAcceptable,
	notPermitted,
	type Problem,
	pathUnknown,
	tooManyRequests,
	unauthenticated,
	unavailable,
	unsupportedMediaType,
} from "./problems.js";

const MEDIA_TYPES = ["application/json", "text/json", "application/xml", "text/xml"];

const examples = apiDocument.operations
	.flatMap(({ responses }) => responses.flatMap(({ content }) => content))
	.filter(({ kind }) => kind === "json")
	.flatMap((media) => media.examples);

const example = (name: string) =>
	examples.find((one) => one.name === name)?.value as
		| { Key: string; Value: string; Status: string; Message: string }[]
		| undefined;
const body = ({ status, value, message }: Problem) => [errorResult(status, value, message)];

it("general problems read as the document's examples do", () => {
	const general = {
		"path-unknown": pathUnknown(),
		"method-not-allowed": methodNotAllowed("PATCH", ""),
		"not-acceptable": notAcceptable(MEDIA_TYPES),
		"body-too-large": bodyTooLarge(BODY_LIMIT),
		"unsupported-media-type": unsupportedMediaType(MEDIA_TYPES),
		unavailable: unavailable(),
	};
	expect(Object.keys(general).sort()).toEqual(apiDocument.generalResponses.map(({ cause }) => cause).sort());
	for (const [name, problem] of Object.entries(general)) expect(body(problem)).toEqual(generalExample(name));
});

it("problems of operations read as the document's examples do", () => {
	expect(body(unauthenticated(new CredentialsError("SecureURL")))).toEqual(example("secure-url-missing"));
	expect(body(unauthenticated(new CredentialsError("PrivateKey")))).toEqual(example("private-key-missing"));
	expect(body(unauthenticated(new CredentialsError("Token")))).toEqual(example("token-missing"));
	expect(body(unauthenticated(new CredentialsError()))).toEqual(example("token-wrong"));
	expect(body(notPermitted("read"))).toEqual(example("read-not-permitted"));
	expect(body(notPermitted("write"))).toEqual(example("write-not-permitted"));
	expect(body(tooManyRequests(throttleOf(apiDocument), 1))).toEqual(example("bucket-exhausted"));
	expect(body(malformedBody("unexpected end at position 12"))).toEqual(example("body-malformed"));
});

it("outcomes read as the document's examples do", () => {
	const message = (name: string) => example(name)?.[0]?.Message;
	expect([CREATED, UPDATED, DELETED]).toEqual(["created", "updated", "deleted"].map(message));
	expect([NO_GROUPS, NO_SUCH_GROUP, OFFSET_PAST_THE_END]).toEqual(
		["no-groups", "no-such-group", "offset-past-the-end"].map(message),
	);
});

it("the credentials are the document's security schemes", () => {
	expect(Object.keys(apiDocument.securitySchemes)).toEqual([...CREDENTIAL_HEADERS]);
});
