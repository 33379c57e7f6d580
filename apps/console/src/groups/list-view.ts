import type { CustomerGroup } from "@onespec/customer-groups";
import type { GroupPage } from "../api/groups-api.js";
import { readableText } from "./decimal.js";
import { fieldLabels } from "./form-view.js";
import { flagMembers } from "./group-input.js";
import { type ListPlace, listUrl, pageCount, pageNumbers, pageSizes, placeQuery } from "./list-place.js";

/** One group as the list and the confirmation of a delete show it. */
export function groupRow(group: CustomerGroup, place: ListPlace) {
	const id = group.CustomerGroupID;
	return {
		id,
		name: nameOf(group.Name),
		description: group.Description,
		minimumOrder: readableText(group.MinimumOrder),
		priceLevel: group.PriceLevel,
		flags: flagMembers.filter((member) => group[member]).map((member) => fieldLabels[member].short),
		editUrl: `/groups/${id}?${placeQuery(place)}`,
		deleteUrl: `/groups/${id}/delete?${placeQuery(place)}`,
	};
}

/** What to call a group in a sentence; the API allows a name that is empty. */
export function nameOf(name: string): string {
	return name.trim() === "" ? "(no name)" : name;
}

/** What the list's page shows. */
export function listView({ groups, total }: GroupPage, place: ListPlace, touched: number | undefined) {
	const { page, size } = place;
	const last = pageCount(total, size);
	const link = (target: number) => listUrl({ page: target, size });
	return {
		rows: groups.map((group) => ({ ...groupRow(group, place), touched: group.CustomerGroupID === touched })),
		total,
		first: (page - 1) * size + 1,
		final: (page - 1) * size + groups.length,
		newUrl: `/groups/new?${placeQuery(place)}`,
		pages: {
			previous: page > 1 ? link(page - 1) : undefined,
			next: page < last ? link(page + 1) : undefined,
			numbers:
				last === 1
					? []
					: pageNumbers(page, last).map((number) =>
							number === undefined ? undefined : { number, url: link(number), current: number === page },
						),
		},
		// Another size shows the page that holds the first group of this one.
		sizes: pageSizes.map((option) => ({
			size: option,
			url: listUrl({ page: Math.floor(((page - 1) * size) / option) + 1, size: option }),
			current: option === size,
		})),
	};
}
