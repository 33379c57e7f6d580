/** A document of another team, in a package of npm. */
export interface PublicDocument {
	/** What it is called here; also the name of its API. */
	readonly name: string;
	/** The package with its exact version. */
	readonly from: string;
	/** Where it lies within the package. */
	readonly file: string;
	/** Replaces its version of OpenAPI, where no package has a document of that version. */
	readonly openapi?: string;
}

const examples = "@readme/oas-examples@8.2.2";

/**
 * Other teams' documents, in different styles and all versions of OpenAPI 3.
 *
 * No package on npm was found with a document of 3.2. Whatever is valid in 3.1 is valid in 3.2, so one of 3.1 is also run
 * under that version.
 */
export const publicDocuments: readonly PublicDocument[] = [
	{ name: "petstore", from: examples, file: "3.0/json/petstore.json" },
	{ name: "uspto", from: examples, file: "3.0/yaml/uspto.yaml" },
	{ name: "link-example", from: examples, file: "3.0/yaml/link-example.yaml" },
	{ name: "callbacks", from: examples, file: "3.0/yaml/callbacks.yaml" },
	{ name: "file-uploads", from: examples, file: "3.0/json/file-uploads.json" },
	{ name: "form-data", from: examples, file: "3.0/json/form-data.json" },
	{ name: "discriminators", from: examples, file: "3.0/json/discriminators.json" },
	{ name: "polymorphism", from: examples, file: "3.0/yaml/polymorphism.yaml" },
	{ name: "media-types", from: examples, file: "3.0/yaml/response-multiple-mediatypes.yaml" },
	{ name: "server-variables", from: examples, file: "3.0/yaml/server-variables.yaml" },
	{ name: "http-status-codes", from: examples, file: "3.0/json/http-status-codes.json" },
	{ name: "star-trek", from: examples, file: "3.0/yaml/star-trek.yaml" },
	{ name: "parameters-style", from: examples, file: "3.1/yaml/parameters-style.yaml" },
	{ name: "security", from: examples, file: "3.1/yaml/security.yaml" },
	{ name: "schema-types", from: examples, file: "3.1/yaml/schema-types.yaml" },
	{ name: "webhooks", from: examples, file: "3.1/yaml/webhooks.yaml" },
	{ name: "train-travel", from: examples, file: "3.1/yaml/train-travel.yaml" },
	{ name: "train-travel-32", from: examples, file: "3.1/yaml/train-travel.yaml", openapi: "3.2.0" },
	{ name: "galaxy", from: "@scalar/galaxy@0.6.12", file: "dist/3.1.yaml" },
	{ name: "dialogporten", from: "@digdir/dialogporten-schema@1.40.0", file: "swagger.verified.json" },
	{ name: "ideal-postcodes", from: "@ideal-postcodes/openapi@4.21.0", file: "dist/openapi.yaml" },
	{ name: "shipengine", from: "shipengine-openapi@1.4.0", file: "openapi.yaml" },
	{ name: "blockfrost", from: "@blockfrost/openapi@0.1.93", file: "openapi.yaml" },
	{ name: "directus", from: "@directus/specs@15.2.0", file: "dist/openapi.json" },
	{ name: "rclone", from: "rclone-openapi@1.75.0", file: "openapi.yaml" },
	{ name: "figma", from: "@figma/rest-api-spec@0.43.0", file: "openapi/openapi.yaml" },
	{ name: "xen-orchestra", from: "@xen-orchestra/rest-api@0.39.0", file: "open-api/spec/swagger.json" },
	{ name: "rebilly", from: "@redocly/openapi-core@1.34.24", file: "src/benchmark/benches/rebilly.yaml" },
	{ name: "github", from: "@octokit/openapi@23.0.2", file: "generated/api.github.com.json" },
];
