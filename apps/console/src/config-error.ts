/** A setting is missing or cannot be used. The message names the setting and the remedy, never a credential. */
export class ConfigError extends Error {
	override readonly name = "ConfigError";
}
