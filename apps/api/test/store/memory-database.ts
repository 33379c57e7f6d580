import { memoryBuckets } from "../../src/access/throttle.js";
import { DatabaseError, IdsExhaustedError, StoreExistsError, UnknownStoreError } from "../../src/data/errors.js";
import { changeGroup, writeGroup } from "../../src/data/group-text.js";
import type {
	AccessData,
	Database,
	Group,
	GroupData,
	GroupUpdate,
	NewToken,
	Permission,
	StoreThrottle,
} from "../../src/data/interface.js";
import { JsonText } from "../../src/json-text.js";

const LAST_ID = 2_147_483_647;

interface Store {
	id: number;
	secureUrl: string;
	throttle: StoreThrottle;
	createdAt: string;
	nextGroupId: number;
	/** The texts of its groups by their ids. */
	groups: Map<number, string>;
}

interface Application {
	id: number;
	name: string;
	keyHash: Buffer;
}

interface Token {
	id: number;
	store: Store;
	application: Application;
	tokenHash: Buffer;
	permissions: ReadonlySet<Permission>;
	createdAt: string;
	revokedAt: string | null;
}

/** The data of the service in plain collections: a third database, which knows the interface and nothing else. */
export class MemoryDatabase implements Database {
	readonly buckets = memoryBuckets(() => performance.now());
	readonly #stores = new Map<number, Store>();
	#applications: Application[] = [];
	#tokens: Token[] = [];
	#lastId = 0;

	readonly groups: GroupData = {
		page: async (storeId, offset, limit) => {
			const sorted = [...this.#groups(storeId)].sort(([one], [two]) => one - two);
			const texts = sorted.slice(offset - 1, offset - 1 + limit).map(([, text]) => text);
			return texts.length === 0 ? undefined : new JsonText<Group[]>(`[${texts.join(",")}]`);
		},
		count: async (storeId) => this.#groups(storeId).size,
		get: async (storeId, id) => {
			const text = this.#groups(storeId).get(id);
			return text === undefined ? undefined : new JsonText<Group>(text);
		},
		create: async (storeId, members) => {
			const store = this.#stores.get(storeId);
			if (store === undefined) throw new DatabaseError("The store was deleted while it was written to.");
			if (store.nextGroupId > LAST_ID) throw new IdsExhaustedError();
			const id = store.nextGroupId++;
			store.groups.set(id, writeGroup({ CustomerGroupID: id, ...members }));
			return id;
		},
		update: async (storeId, id, changes) => this.#change(storeId, { ...changes, CustomerGroupID: id }),
		updateMany: async (storeId, updates) => updates.map((update) => this.#change(storeId, update)),
		delete: async (storeId, id) => this.#groups(storeId).delete(id),
	};

	readonly access: AccessData = {
		createStore: async (secureUrl, throttle) => {
			if (this.#find(secureUrl)) throw new StoreExistsError(secureUrl);
			const id = ++this.#lastId;
			const createdAt = new Date().toISOString();
			this.#stores.set(id, { id, secureUrl, throttle, createdAt, nextGroupId: 1, groups: new Map() });
			return id;
		},
		storeId: async (secureUrl) => this.#find(secureUrl)?.id,
		listStores: async () =>
			[...this.#stores.values()]
				.sort((one, two) => (one.secureUrl < two.secureUrl ? -1 : 1))
				.map((store) => ({
					secureUrl: store.secureUrl,
					throttle: store.throttle,
					groups: store.groups.size,
					tokens: this.#tokens.filter((token) => token.store === store && token.revokedAt === null).length,
					createdAt: store.createdAt,
				})),
		deleteStore: async (secureUrl) => {
			const store = this.#find(secureUrl);
			if (store === undefined) return false;
			const gone = this.#tokens.filter((token) => token.store === store);
			this.#tokens = this.#tokens.filter((token) => token.store !== store);
			this.#applications = this.#applications.filter(
				(one) => this.#tokens.some((token) => token.application === one) || !gone.some((t) => t.application === one),
			);
			return this.#stores.delete(store.id);
		},
		grant: async (secureUrl, tokenHash) => {
			const token = this.#tokens.find((one) => one.tokenHash.equals(tokenHash) && one.store.secureUrl === secureUrl);
			if (token === undefined || token.revokedAt !== null) return undefined;
			const { store, application, permissions } = token;
			return {
				storeId: store.id,
				applicationId: application.id,
				keyHash: application.keyHash,
				tokenHash,
				permissions,
				throttle: store.throttle,
			};
		},
		issueToken: async (token) => {
			const store = this.#find(token.secureUrl);
			if (store === undefined) throw new UnknownStoreError(token.secureUrl);
			const application = this.#application(token);
			const { id } = this.#addToken({ store, application, tokenHash: token.tokenHash, permissions: token.permissions });
			return { id, keyTaken: application.keyHash === token.keyHash };
		},
		listTokens: async (secureUrl) =>
			this.#tokens
				.filter(({ store }) => secureUrl === undefined || store.secureUrl === secureUrl)
				.map(({ id, store, application, permissions, createdAt, revokedAt }) => ({
					id,
					secureUrl: store.secureUrl,
					application: application.name,
					permissions,
					createdAt,
					revokedAt,
				})),
		revokeToken: async (id) => this.#revoke(id) !== undefined,
		rotateToken: async (id, tokenHash) => {
			const old = this.#revoke(id);
			return old && this.#addToken({ ...old, tokenHash }).id;
		},
	};

	setNextGroupId(storeId: number, id: number): void {
		const store = this.#stores.get(storeId);
		if (store) store.nextGroupId = id;
	}

	check(): void {}
	ready(): void {}
	close(): void {}

	#groups(storeId: number): Map<number, string> {
		return this.#stores.get(storeId)?.groups ?? new Map();
	}

	#change(storeId: number, { CustomerGroupID: id, ...changes }: GroupUpdate): boolean {
		const groups = this.#groups(storeId);
		const text = groups.get(id);
		if (text === undefined) return false;
		groups.set(id, changeGroup(text, changes));
		return true;
	}

	#find(secureUrl: string): Store | undefined {
		return [...this.#stores.values()].find((store) => store.secureUrl === secureUrl);
	}

	#application({ application: name, keyHash, replaceKey }: NewToken): Application {
		const known = this.#applications.find((one) => one.name === name);
		if (known === undefined) {
			const added = { id: ++this.#lastId, name, keyHash };
			this.#applications.push(added);
			return added;
		}
		if (replaceKey) known.keyHash = keyHash;
		return known;
	}

	#addToken(token: Pick<Token, "store" | "application" | "tokenHash" | "permissions">): Token {
		const added = { ...token, id: ++this.#lastId, createdAt: new Date().toISOString(), revokedAt: null };
		this.#tokens.push(added);
		return added;
	}

	#revoke(id: number): Token | undefined {
		const token = this.#tokens.find((one) => one.id === id && one.revokedAt === null);
		if (token) token.revokedAt = new Date().toISOString();
		return token;
	}
}
