import { authenticator, CredentialsError, normaliseSecureUrl } from "../access/authenticate.js";
import { issueToken } from "../access/secrets.js";
import { type AccessData, type Database, PERMISSIONS } from "../data/interface.js";
import { basePath } from "../document.js";
import { createServer } from "../http/server.js";
import { type Command, DATABASE_FLAG, flagText, withData } from "./command.js";
import { type Credentials, isCredentials, readJsonFile, writeSecretFile } from "./credentials-file.js";
import { CommandError } from "./errors.js";

// The first six are the samples of the vendor's documents, as they stand there; the rest is what a store might have.
// They are the bodies of requests, as text: MinimumOrder has more digits than a number of JavaScript keeps apart.
export const DEMO_GROUPS: readonly string[] = [
	`{"CustomerGroupID":1,"Name":"sample string 1","Description":"sample string 2","MinimumOrder":1.0,"NonTaxable":true,"AllowRegistration":true,"DisableRewardPoints":true,"AutoApprove":true,"RegistrationMessage":"sample string 3","PriceLevel":1}`,
	`{"CustomerGroupID":-75462011,"Name":"Excepteur reprehenderit mollit","Description":"aliquip exer","MinimumOrder":34158822.957761675,"NonTaxable":true,"AllowRegistration":false,"DisableRewardPoints":true,"AutoApprove":false,"RegistrationMessage":"aute enim commodo eiusmod","PriceLevel":-48512740}`,
	`{"CustomerGroupID":-91220762,"Name":"veniam","Description":"labore a","MinimumOrder":94622207.44286153,"NonTaxable":true,"AllowRegistration":true,"DisableRewardPoints":false,"AutoApprove":true,"RegistrationMessage":"labore u","PriceLevel":-9304683}`,
	`{"CustomerGroupID":-16732397,"Name":"dolore cupidatat adipisicing","Description":"Lorem laboris","MinimumOrder":2159148.3678348362,"NonTaxable":true,"AllowRegistration":false,"DisableRewardPoints":false,"AutoApprove":false,"RegistrationMessage":"aliquip deserunt fugiat ad","PriceLevel":2897868}`,
	`{"CustomerGroupID":-60342449,"Name":"enim adipisicing ut ea","Description":"esse ullamco consectetur","MinimumOrder":-94982155.70143786,"NonTaxable":false,"AllowRegistration":false,"DisableRewardPoints":true,"AutoApprove":true,"RegistrationMessage":"sint consequat qui","PriceLevel":-70139602}`,
	`{"CustomerGroupID":-85007591,"Name":"aute qui occae","Description":"et magna est aliqua","MinimumOrder":-9184586.049891546,"NonTaxable":false,"AllowRegistration":false,"DisableRewardPoints":false,"AutoApprove":true,"RegistrationMessage":"enim esse laboris","PriceLevel":-77983017}`,
	`{"Name":"Retail","Description":"Everybody who buys without an account of their own kind.","AllowRegistration":true,"AutoApprove":true,"RegistrationMessage":"Welcome! You can order right away.","PriceLevel":1}`,
	`{"Name":"Wholesale","Description":"Resellers with a trade licence.","MinimumOrder":500.00,"NonTaxable":true,"AllowRegistration":true,"RegistrationMessage":"Thank you. We look at your licence within two working days.","PriceLevel":2}`,
	`{"Name":"Distributors","Description":"Regional distributors, by contract.","MinimumOrder":2500.00,"NonTaxable":true,"DisableRewardPoints":true,"PriceLevel":3}`,
	`{"Name":"VIP","Description":"Customers of many years, by invitation.","AutoApprove":true,"PriceLevel":4}`,
	`{"Name":"Employees","Description":"Staff and their families.","DisableRewardPoints":true,"PriceLevel":5}`,
	`{"Name":"Schools and universities","Description":"Public education, on account.","MinimumOrder":50.00,"NonTaxable":true,"AllowRegistration":true,"RegistrationMessage":"Please send us your tax exemption certificate.","PriceLevel":6}`,
	`{"Name":"Non-profit organisations","Description":"Registered charities.","NonTaxable":true,"AllowRegistration":true,"RegistrationMessage":"Please send us your registration.","PriceLevel":6}`,
	`{"Name":"Government","Description":"Federal, state and local agencies.","MinimumOrder":100.00,"NonTaxable":true,"PriceLevel":6}`,
	`{"Name":"Drop shippers","Description":"Partners whose orders go straight to their customers.","DisableRewardPoints":true,"AllowRegistration":true,"PriceLevel":3}`,
	`{"Name":"Affiliates","Description":"Partners who send us customers.","AllowRegistration":true,"AutoApprove":true,"RegistrationMessage":"Your link is on its way to you.","PriceLevel":1}`,
	`{"Name":"Press and reviewers","Description":"Samples for the media.","NonTaxable":true,"DisableRewardPoints":true,"PriceLevel":7}`,
	`{"Name":"Contractors","Description":"Trades people with an account.","MinimumOrder":150.00,"AllowRegistration":true,"PriceLevel":2}`,
	`{"Name":"Interior designers","Description":"Designers who order for their clients.","MinimumOrder":75.50,"AllowRegistration":true,"PriceLevel":2}`,
	`{"Name":"Restaurants & cafés","Description":"Kitchens that order every week.","MinimumOrder":101.25,"AllowRegistration":true,"AutoApprove":true,"RegistrationMessage":"Welcome! Deliveries leave on Tuesdays and Fridays.","PriceLevel":3}`,
	`{"Name":"Subscribers","Description":"Monthly box, cancelled at any time.","AllowRegistration":true,"AutoApprove":true,"PriceLevel":4}`,
	`{"Name":"Seniors","Description":"Customers of 65 years and older.","AllowRegistration":true,"AutoApprove":true,"PriceLevel":8}`,
	`{"Name":"Students","Description":"With a valid student card.","AllowRegistration":true,"RegistrationMessage":"Please send us a photo of your student card.","PriceLevel":8}`,
	`{"Name":"Military and veterans","Description":"Active duty, reserve and veterans.","AllowRegistration":true,"PriceLevel":8}`,
	`{"Name":"Clearance buyers","Description":"Pallets of what is left, as it is.","MinimumOrder":999.99,"DisableRewardPoints":true,"PriceLevel":10}`,
	`{"Name":"Closed accounts","Description":"Kept for the books; nobody can register.","DisableRewardPoints":true,"PriceLevel":1}`,
];

const DEMO_STORE = "https://demo-store.3dcartstores.com";
const DEMO_APPLICATION = "Demo console";

/** `demo` */
export const demo: Command = {
	name: "demo",
	summary: "Makes sure that a demo store with groups exists and writes its credentials.",
	flags: [{ name: "out", value: "FILE", help: "The credentials file", required: true }, DATABASE_FLAG],
	async run(flags, { env, print }) {
		const file = flagText(flags, "out") ?? "";
		await withData(flags, env, async (data) => {
			if (await holds(data.access, readJsonFile(file))) {
				print(`The demo store is there, its credentials are in ${file}.`);
				return;
			}
			const credentials = await renewCredentials(data.access);
			const created = await fill(data, credentials);
			writeSecretFile(file, credentials);
			print(`Demo store ${DEMO_STORE}: ${created} groups created, credentials written to ${file}.`);
		});
	},
};

/** Whether a credentials file still opens the demo store. */
async function holds(access: AccessData, content: unknown): Promise<boolean> {
	if (!isCredentials(content)) return false;
	const headers = { secureurl: content.SecureURL, privatekey: content.PrivateKey, token: content.Token };
	try {
		const grant = await authenticator({ access })(headers);
		return grant.storeId === (await access.storeId(normaliseSecureUrl(DEMO_STORE)));
	} catch (error) {
		if (error instanceof CredentialsError) return false;
		throw error;
	}
}

/** New credentials of the demo store; those that the demo application had before end. */
async function renewCredentials(access: AccessData): Promise<Credentials> {
	const secureUrl = normaliseSecureUrl(DEMO_STORE);
	if ((await access.storeId(secureUrl)) === undefined) await access.createStore(secureUrl, "document");
	for (const { id, application } of await access.listTokens(secureUrl)) {
		if (application === DEMO_APPLICATION) await access.revokeToken(id);
	}
	const { token, privateKey } = await issueToken(access, {
		secureUrl,
		application: DEMO_APPLICATION,
		permissions: new Set(PERMISSIONS),
		replaceKey: true,
	});
	return { SecureURL: DEMO_STORE, PrivateKey: privateKey ?? "", Token: token };
}

/** Creates the demo groups in a store that has none, by the requests that any client would make. */
async function fill(data: Database, credentials: Credentials): Promise<number> {
	const storeId = await data.access.storeId(normaliseSecureUrl(DEMO_STORE));
	if (storeId === undefined || (await data.groups.count(storeId)) > 0) return 0;
	const server = createServer({ data, throttled: false });
	try {
		for (const body of DEMO_GROUPS) {
			const { statusCode } = await server.inject({
				method: "POST",
				url: `${basePath}/CustomerGroups`,
				headers: { ...credentials, "content-type": "application/json" },
				payload: body,
			});
			if (statusCode !== 201) throw new CommandError(`A demo group was refused with ${statusCode}.`);
		}
	} finally {
		await server.close();
	}
	return DEMO_GROUPS.length;
}
