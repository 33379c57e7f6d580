// generated from spec/customer-groups/openapi.yaml; do not edit
// @ts-nocheck: below the exports is ajv's code, which has no types.

import type { components as exact } from "./exact-types.js";
import type { components } from "./types.js";

/** What is wrong at one place of a value. */
export interface ValidatorError {
	/** The place, as a JSON pointer; empty for the whole. */
	instancePath: string;
	/** The keyword of JSON Schema that the value breaks, such as `maxLength`. */
	keyword: string;
	/** The keyword's figures, such as `{ limit: 150 }`. */
	params: Record<string, unknown>;
	/** The fault in words. */
	message: string;
}

/**
 * Tells whether a value fits a schema. What does not fit is in `errors` until the next call. Decimals are strings, or
 * numbers with `{ decimals: "number" }`.
 */
export interface Validator<Exact, Plain = Exact> {
	<Decimals extends "string" | "number" = "string">(
		data: unknown,
		options?: { readonly decimals?: Decimals },
	): data is Decimals extends "number" ? Plain : Exact;
	errors?: ValidatorError[] | null;
}

/** Tells whether a value is a `CustomerGroup`. */
export const validateCustomerGroup: Validator<exact["schemas"]["CustomerGroup"], components["schemas"]["CustomerGroup"]> = /* @__PURE__ */ quickly(validate0, fits0);

/** Tells whether a value is a `CustomerGroupCreate`. */
export const validateCustomerGroupCreate: Validator<exact["schemas"]["CustomerGroupCreate"], components["schemas"]["CustomerGroupCreate"]> = /* @__PURE__ */ quickly(validate1, fits1);

/** Tells whether a value is a `CustomerGroupUpdate`. */
export const validateCustomerGroupUpdate: Validator<exact["schemas"]["CustomerGroupUpdate"], components["schemas"]["CustomerGroupUpdate"]> = /* @__PURE__ */ quickly(validate2, fits2);

/** Tells whether a value is a `CustomerGroupBulkItem`. */
export const validateCustomerGroupBulkItem: Validator<exact["schemas"]["CustomerGroupBulkItem"], components["schemas"]["CustomerGroupBulkItem"]> = /* @__PURE__ */ quickly(validate3, fits3);

/** Tells whether a value is a `CustomerGroupBulkUpdate`. */
export const validateCustomerGroupBulkUpdate: Validator<exact["schemas"]["CustomerGroupBulkUpdate"], components["schemas"]["CustomerGroupBulkUpdate"]> = /* @__PURE__ */ quickly(validate4, fits4);

/** Tells whether a value is a `CustomerGroupList`. */
export const validateCustomerGroupList: Validator<exact["schemas"]["CustomerGroupList"], components["schemas"]["CustomerGroupList"]> = /* @__PURE__ */ quickly(validate6, fits5);

/** Tells whether a value is a `CustomerGroupSingle`. */
export const validateCustomerGroupSingle: Validator<exact["schemas"]["CustomerGroupSingle"], components["schemas"]["CustomerGroupSingle"]> = /* @__PURE__ */ quickly(validate8, fits6);

/** Tells whether a value is a `CustomerGroupCount`. */
export const validateCustomerGroupCount: Validator<components["schemas"]["CustomerGroupCount"]> = /* @__PURE__ */ quickly(validate10, fits7);

/** Tells whether a value is a `CustomerGroupListOrCount`. */
export const validateCustomerGroupListOrCount: Validator<exact["schemas"]["CustomerGroupListOrCount"], components["schemas"]["CustomerGroupListOrCount"]> = /* @__PURE__ */ quickly(validate11, fits8);

/** Tells whether a value is a `CreateResult`. */
export const validateCreateResult: Validator<components["schemas"]["CreateResult"]> = /* @__PURE__ */ quickly(validate14, fits9);

/** Tells whether a value is a `UpdateResult`. */
export const validateUpdateResult: Validator<components["schemas"]["UpdateResult"]> = /* @__PURE__ */ quickly(validate15, fits10);

/** Tells whether a value is a `DeleteResult`. */
export const validateDeleteResult: Validator<components["schemas"]["DeleteResult"]> = /* @__PURE__ */ quickly(validate16, fits11);

/** Tells whether a value is a `BulkResult`. */
export const validateBulkResult: Validator<components["schemas"]["BulkResult"]> = /* @__PURE__ */ quickly(validate17, fits12);

/** Tells whether a value is a `CreateResults`. */
export const validateCreateResults: Validator<components["schemas"]["CreateResults"]> = /* @__PURE__ */ quickly(validate18, fits13);

/** Tells whether a value is a `UpdateResults`. */
export const validateUpdateResults: Validator<components["schemas"]["UpdateResults"]> = /* @__PURE__ */ quickly(validate20, fits14);

/** Tells whether a value is a `DeleteResults`. */
export const validateDeleteResults: Validator<components["schemas"]["DeleteResults"]> = /* @__PURE__ */ quickly(validate22, fits15);

/** Tells whether a value is a `BulkSuccessResults`. */
export const validateBulkSuccessResults: Validator<components["schemas"]["BulkSuccessResults"]> = /* @__PURE__ */ quickly(validate24, fits16);

/** Tells whether a value is a `BulkResults`. */
export const validateBulkResults: Validator<components["schemas"]["BulkResults"]> = /* @__PURE__ */ quickly(validate26, fits17);

/** Tells whether a value is as the operation wants it. */
export const validateListCustomerGroupsQuery: Validator<unknown> = /* @__PURE__ */ quickly(validate28, fits18);

/** Tells whether a value is as the operation wants it. */
export const validateGetCustomerGroupPath: Validator<unknown> = /* @__PURE__ */ quickly(validate29, fits19);

/** Tells whether a value is as the operation wants it. */
export const validateUpdateCustomerGroupPath: Validator<unknown> = /* @__PURE__ */ quickly(validate30, fits20);

/** Tells whether a value is as the operation wants it. */
export const validateDeleteCustomerGroupPath: Validator<unknown> = /* @__PURE__ */ quickly(validate31, fits21);

const schema0 = {"type":"object","additionalProperties":false,"required":["CustomerGroupID","Name","Description","MinimumOrder","NonTaxable","AllowRegistration","DisableRewardPoints","AutoApprove","RegistrationMessage","PriceLevel"],"properties":{"CustomerGroupID":{"minimum":-2147483648,"maximum":2147483647,"type":"integer"},"Name":{"type":"string","maxLength":150},"Description":{"type":"string","maxLength":65535},"MinimumOrder":{"decimal":[]},"NonTaxable":{"type":"boolean"},"AllowRegistration":{"type":"boolean"},"DisableRewardPoints":{"type":"boolean"},"AutoApprove":{"type":"boolean"},"RegistrationMessage":{"type":"string","maxLength":65535},"PriceLevel":{"minimum":-2147483648,"maximum":2147483647,"type":"integer"}}};
const func0 = Object.prototype.hasOwnProperty;

function validate0(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.CustomerGroupID === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "CustomerGroupID"},message:"must have required property '"+"CustomerGroupID"+"'"});
errors++;
}
if(data.Name === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "Name"},message:"must have required property '"+"Name"+"'"});
errors++;
}
if(data.Description === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "Description"},message:"must have required property '"+"Description"+"'"});
errors++;
}
if(data.MinimumOrder === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "MinimumOrder"},message:"must have required property '"+"MinimumOrder"+"'"});
errors++;
}
if(data.NonTaxable === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "NonTaxable"},message:"must have required property '"+"NonTaxable"+"'"});
errors++;
}
if(data.AllowRegistration === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "AllowRegistration"},message:"must have required property '"+"AllowRegistration"+"'"});
errors++;
}
if(data.DisableRewardPoints === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "DisableRewardPoints"},message:"must have required property '"+"DisableRewardPoints"+"'"});
errors++;
}
if(data.AutoApprove === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "AutoApprove"},message:"must have required property '"+"AutoApprove"+"'"});
errors++;
}
if(data.RegistrationMessage === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "RegistrationMessage"},message:"must have required property '"+"RegistrationMessage"+"'"});
errors++;
}
if(data.PriceLevel === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "PriceLevel"},message:"must have required property '"+"PriceLevel"+"'"});
errors++;
}
for(const key0 in data){
if(!(func0.call(schema0.properties, key0))){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"});
errors++;
}
}
if(data.CustomerGroupID !== undefined){
let data0 = data.CustomerGroupID;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
(vErrors ??= []).push({instancePath:instancePath+"/CustomerGroupID",schemaPath:"#/properties/CustomerGroupID/type",keyword:"type",params:{type: "integer"},message:"must be integer"});
errors++;
}
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 2147483647 || isNaN(data0)){
(vErrors ??= []).push({instancePath:instancePath+"/CustomerGroupID",schemaPath:"#/properties/CustomerGroupID/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"});
errors++;
}
if(data0 < -2147483648 || isNaN(data0)){
(vErrors ??= []).push({instancePath:instancePath+"/CustomerGroupID",schemaPath:"#/properties/CustomerGroupID/minimum",keyword:"minimum",params:{comparison: ">=", limit: -2147483648},message:"must be >= -2147483648"});
errors++;
}
}
}
if(data.Name !== undefined){
let data1 = data.Name;
if(typeof data1 === "string"){
if(longer(data1, 150)){
(vErrors ??= []).push({instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/maxLength",keyword:"maxLength",params:{limit: 150},message:"must NOT have more than 150 characters"});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "string"},message:"must be string"});
errors++;
}
}
if(data.Description !== undefined){
let data2 = data.Description;
if(typeof data2 === "string"){
if(longer(data2, 65535)){
(vErrors ??= []).push({instancePath:instancePath+"/Description",schemaPath:"#/properties/Description/maxLength",keyword:"maxLength",params:{limit: 65535},message:"must NOT have more than 65535 characters"});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/Description",schemaPath:"#/properties/Description/type",keyword:"type",params:{type: "string"},message:"must be string"});
errors++;
}
}
if(data.MinimumOrder !== undefined){
if(!isDecimal(data.MinimumOrder)){
(vErrors ??= []).push({instancePath:instancePath+"/MinimumOrder",schemaPath:"#/properties/MinimumOrder/type",keyword:"type",params:{type: decimals},message:"must be "+decimals});
errors++;
}
}
if(data.NonTaxable !== undefined){
if(typeof data.NonTaxable !== "boolean"){
(vErrors ??= []).push({instancePath:instancePath+"/NonTaxable",schemaPath:"#/properties/NonTaxable/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"});
errors++;
}
}
if(data.AllowRegistration !== undefined){
if(typeof data.AllowRegistration !== "boolean"){
(vErrors ??= []).push({instancePath:instancePath+"/AllowRegistration",schemaPath:"#/properties/AllowRegistration/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"});
errors++;
}
}
if(data.DisableRewardPoints !== undefined){
if(typeof data.DisableRewardPoints !== "boolean"){
(vErrors ??= []).push({instancePath:instancePath+"/DisableRewardPoints",schemaPath:"#/properties/DisableRewardPoints/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"});
errors++;
}
}
if(data.AutoApprove !== undefined){
if(typeof data.AutoApprove !== "boolean"){
(vErrors ??= []).push({instancePath:instancePath+"/AutoApprove",schemaPath:"#/properties/AutoApprove/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"});
errors++;
}
}
if(data.RegistrationMessage !== undefined){
let data8 = data.RegistrationMessage;
if(typeof data8 === "string"){
if(longer(data8, 65535)){
(vErrors ??= []).push({instancePath:instancePath+"/RegistrationMessage",schemaPath:"#/properties/RegistrationMessage/maxLength",keyword:"maxLength",params:{limit: 65535},message:"must NOT have more than 65535 characters"});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/RegistrationMessage",schemaPath:"#/properties/RegistrationMessage/type",keyword:"type",params:{type: "string"},message:"must be string"});
errors++;
}
}
if(data.PriceLevel !== undefined){
let data9 = data.PriceLevel;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
(vErrors ??= []).push({instancePath:instancePath+"/PriceLevel",schemaPath:"#/properties/PriceLevel/type",keyword:"type",params:{type: "integer"},message:"must be integer"});
errors++;
}
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 2147483647 || isNaN(data9)){
(vErrors ??= []).push({instancePath:instancePath+"/PriceLevel",schemaPath:"#/properties/PriceLevel/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"});
errors++;
}
if(data9 < -2147483648 || isNaN(data9)){
(vErrors ??= []).push({instancePath:instancePath+"/PriceLevel",schemaPath:"#/properties/PriceLevel/minimum",keyword:"minimum",params:{comparison: ">=", limit: -2147483648},message:"must be >= -2147483648"});
errors++;
}
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"});
errors++;
}
validate0.errors = vErrors;
return errors === 0;
}

const schema1 = {"type":"object","additionalProperties":false,"required":["Name"],"properties":{"CustomerGroupID":{"minimum":-2147483648,"maximum":2147483647,"type":"integer"},"Name":{"type":"string","maxLength":150},"Description":{"type":"string","maxLength":65535},"MinimumOrder":{"decimal":[]},"NonTaxable":{"type":"boolean"},"AllowRegistration":{"type":"boolean"},"DisableRewardPoints":{"type":"boolean"},"AutoApprove":{"type":"boolean"},"RegistrationMessage":{"type":"string","maxLength":65535},"PriceLevel":{"minimum":-2147483648,"maximum":2147483647,"type":"integer"}}};

function validate1(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.Name === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "Name"},message:"must have required property '"+"Name"+"'"});
errors++;
}
for(const key0 in data){
if(!(func0.call(schema1.properties, key0))){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"});
errors++;
}
}
if(data.CustomerGroupID !== undefined){
let data0 = data.CustomerGroupID;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
(vErrors ??= []).push({instancePath:instancePath+"/CustomerGroupID",schemaPath:"#/properties/CustomerGroupID/type",keyword:"type",params:{type: "integer"},message:"must be integer"});
errors++;
}
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 2147483647 || isNaN(data0)){
(vErrors ??= []).push({instancePath:instancePath+"/CustomerGroupID",schemaPath:"#/properties/CustomerGroupID/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"});
errors++;
}
if(data0 < -2147483648 || isNaN(data0)){
(vErrors ??= []).push({instancePath:instancePath+"/CustomerGroupID",schemaPath:"#/properties/CustomerGroupID/minimum",keyword:"minimum",params:{comparison: ">=", limit: -2147483648},message:"must be >= -2147483648"});
errors++;
}
}
}
if(data.Name !== undefined){
let data1 = data.Name;
if(typeof data1 === "string"){
if(longer(data1, 150)){
(vErrors ??= []).push({instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/maxLength",keyword:"maxLength",params:{limit: 150},message:"must NOT have more than 150 characters"});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "string"},message:"must be string"});
errors++;
}
}
if(data.Description !== undefined){
let data2 = data.Description;
if(typeof data2 === "string"){
if(longer(data2, 65535)){
(vErrors ??= []).push({instancePath:instancePath+"/Description",schemaPath:"#/properties/Description/maxLength",keyword:"maxLength",params:{limit: 65535},message:"must NOT have more than 65535 characters"});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/Description",schemaPath:"#/properties/Description/type",keyword:"type",params:{type: "string"},message:"must be string"});
errors++;
}
}
if(data.MinimumOrder !== undefined){
if(!isDecimal(data.MinimumOrder)){
(vErrors ??= []).push({instancePath:instancePath+"/MinimumOrder",schemaPath:"#/properties/MinimumOrder/type",keyword:"type",params:{type: decimals},message:"must be "+decimals});
errors++;
}
}
if(data.NonTaxable !== undefined){
if(typeof data.NonTaxable !== "boolean"){
(vErrors ??= []).push({instancePath:instancePath+"/NonTaxable",schemaPath:"#/properties/NonTaxable/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"});
errors++;
}
}
if(data.AllowRegistration !== undefined){
if(typeof data.AllowRegistration !== "boolean"){
(vErrors ??= []).push({instancePath:instancePath+"/AllowRegistration",schemaPath:"#/properties/AllowRegistration/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"});
errors++;
}
}
if(data.DisableRewardPoints !== undefined){
if(typeof data.DisableRewardPoints !== "boolean"){
(vErrors ??= []).push({instancePath:instancePath+"/DisableRewardPoints",schemaPath:"#/properties/DisableRewardPoints/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"});
errors++;
}
}
if(data.AutoApprove !== undefined){
if(typeof data.AutoApprove !== "boolean"){
(vErrors ??= []).push({instancePath:instancePath+"/AutoApprove",schemaPath:"#/properties/AutoApprove/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"});
errors++;
}
}
if(data.RegistrationMessage !== undefined){
let data8 = data.RegistrationMessage;
if(typeof data8 === "string"){
if(longer(data8, 65535)){
(vErrors ??= []).push({instancePath:instancePath+"/RegistrationMessage",schemaPath:"#/properties/RegistrationMessage/maxLength",keyword:"maxLength",params:{limit: 65535},message:"must NOT have more than 65535 characters"});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/RegistrationMessage",schemaPath:"#/properties/RegistrationMessage/type",keyword:"type",params:{type: "string"},message:"must be string"});
errors++;
}
}
if(data.PriceLevel !== undefined){
let data9 = data.PriceLevel;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
(vErrors ??= []).push({instancePath:instancePath+"/PriceLevel",schemaPath:"#/properties/PriceLevel/type",keyword:"type",params:{type: "integer"},message:"must be integer"});
errors++;
}
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 2147483647 || isNaN(data9)){
(vErrors ??= []).push({instancePath:instancePath+"/PriceLevel",schemaPath:"#/properties/PriceLevel/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"});
errors++;
}
if(data9 < -2147483648 || isNaN(data9)){
(vErrors ??= []).push({instancePath:instancePath+"/PriceLevel",schemaPath:"#/properties/PriceLevel/minimum",keyword:"minimum",params:{comparison: ">=", limit: -2147483648},message:"must be >= -2147483648"});
errors++;
}
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"});
errors++;
}
validate1.errors = vErrors;
return errors === 0;
}

const schema2 = {"type":"object","additionalProperties":false,"properties":{"CustomerGroupID":{"minimum":-2147483648,"maximum":2147483647,"type":"integer"},"Name":{"type":"string","maxLength":150},"Description":{"type":"string","maxLength":65535},"MinimumOrder":{"decimal":[]},"NonTaxable":{"type":"boolean"},"AllowRegistration":{"type":"boolean"},"DisableRewardPoints":{"type":"boolean"},"AutoApprove":{"type":"boolean"},"RegistrationMessage":{"type":"string","maxLength":65535},"PriceLevel":{"minimum":-2147483648,"maximum":2147483647,"type":"integer"}}};

function validate2(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func0.call(schema2.properties, key0))){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"});
errors++;
}
}
if(data.CustomerGroupID !== undefined){
let data0 = data.CustomerGroupID;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
(vErrors ??= []).push({instancePath:instancePath+"/CustomerGroupID",schemaPath:"#/properties/CustomerGroupID/type",keyword:"type",params:{type: "integer"},message:"must be integer"});
errors++;
}
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 2147483647 || isNaN(data0)){
(vErrors ??= []).push({instancePath:instancePath+"/CustomerGroupID",schemaPath:"#/properties/CustomerGroupID/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"});
errors++;
}
if(data0 < -2147483648 || isNaN(data0)){
(vErrors ??= []).push({instancePath:instancePath+"/CustomerGroupID",schemaPath:"#/properties/CustomerGroupID/minimum",keyword:"minimum",params:{comparison: ">=", limit: -2147483648},message:"must be >= -2147483648"});
errors++;
}
}
}
if(data.Name !== undefined){
let data1 = data.Name;
if(typeof data1 === "string"){
if(longer(data1, 150)){
(vErrors ??= []).push({instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/maxLength",keyword:"maxLength",params:{limit: 150},message:"must NOT have more than 150 characters"});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "string"},message:"must be string"});
errors++;
}
}
if(data.Description !== undefined){
let data2 = data.Description;
if(typeof data2 === "string"){
if(longer(data2, 65535)){
(vErrors ??= []).push({instancePath:instancePath+"/Description",schemaPath:"#/properties/Description/maxLength",keyword:"maxLength",params:{limit: 65535},message:"must NOT have more than 65535 characters"});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/Description",schemaPath:"#/properties/Description/type",keyword:"type",params:{type: "string"},message:"must be string"});
errors++;
}
}
if(data.MinimumOrder !== undefined){
if(!isDecimal(data.MinimumOrder)){
(vErrors ??= []).push({instancePath:instancePath+"/MinimumOrder",schemaPath:"#/properties/MinimumOrder/type",keyword:"type",params:{type: decimals},message:"must be "+decimals});
errors++;
}
}
if(data.NonTaxable !== undefined){
if(typeof data.NonTaxable !== "boolean"){
(vErrors ??= []).push({instancePath:instancePath+"/NonTaxable",schemaPath:"#/properties/NonTaxable/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"});
errors++;
}
}
if(data.AllowRegistration !== undefined){
if(typeof data.AllowRegistration !== "boolean"){
(vErrors ??= []).push({instancePath:instancePath+"/AllowRegistration",schemaPath:"#/properties/AllowRegistration/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"});
errors++;
}
}
if(data.DisableRewardPoints !== undefined){
if(typeof data.DisableRewardPoints !== "boolean"){
(vErrors ??= []).push({instancePath:instancePath+"/DisableRewardPoints",schemaPath:"#/properties/DisableRewardPoints/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"});
errors++;
}
}
if(data.AutoApprove !== undefined){
if(typeof data.AutoApprove !== "boolean"){
(vErrors ??= []).push({instancePath:instancePath+"/AutoApprove",schemaPath:"#/properties/AutoApprove/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"});
errors++;
}
}
if(data.RegistrationMessage !== undefined){
let data8 = data.RegistrationMessage;
if(typeof data8 === "string"){
if(longer(data8, 65535)){
(vErrors ??= []).push({instancePath:instancePath+"/RegistrationMessage",schemaPath:"#/properties/RegistrationMessage/maxLength",keyword:"maxLength",params:{limit: 65535},message:"must NOT have more than 65535 characters"});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/RegistrationMessage",schemaPath:"#/properties/RegistrationMessage/type",keyword:"type",params:{type: "string"},message:"must be string"});
errors++;
}
}
if(data.PriceLevel !== undefined){
let data9 = data.PriceLevel;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
(vErrors ??= []).push({instancePath:instancePath+"/PriceLevel",schemaPath:"#/properties/PriceLevel/type",keyword:"type",params:{type: "integer"},message:"must be integer"});
errors++;
}
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 2147483647 || isNaN(data9)){
(vErrors ??= []).push({instancePath:instancePath+"/PriceLevel",schemaPath:"#/properties/PriceLevel/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"});
errors++;
}
if(data9 < -2147483648 || isNaN(data9)){
(vErrors ??= []).push({instancePath:instancePath+"/PriceLevel",schemaPath:"#/properties/PriceLevel/minimum",keyword:"minimum",params:{comparison: ">=", limit: -2147483648},message:"must be >= -2147483648"});
errors++;
}
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"});
errors++;
}
validate2.errors = vErrors;
return errors === 0;
}

const schema3 = {"type":"object","additionalProperties":false,"required":["CustomerGroupID"],"properties":{"CustomerGroupID":{"minimum":-2147483648,"maximum":2147483647,"type":"integer"},"Name":{"type":"string","maxLength":150},"Description":{"type":"string","maxLength":65535},"MinimumOrder":{"decimal":[]},"NonTaxable":{"type":"boolean"},"AllowRegistration":{"type":"boolean"},"DisableRewardPoints":{"type":"boolean"},"AutoApprove":{"type":"boolean"},"RegistrationMessage":{"type":"string","maxLength":65535},"PriceLevel":{"minimum":-2147483648,"maximum":2147483647,"type":"integer"}}};

function validate3(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.CustomerGroupID === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "CustomerGroupID"},message:"must have required property '"+"CustomerGroupID"+"'"});
errors++;
}
for(const key0 in data){
if(!(func0.call(schema3.properties, key0))){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"});
errors++;
}
}
if(data.CustomerGroupID !== undefined){
let data0 = data.CustomerGroupID;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
(vErrors ??= []).push({instancePath:instancePath+"/CustomerGroupID",schemaPath:"#/properties/CustomerGroupID/type",keyword:"type",params:{type: "integer"},message:"must be integer"});
errors++;
}
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 2147483647 || isNaN(data0)){
(vErrors ??= []).push({instancePath:instancePath+"/CustomerGroupID",schemaPath:"#/properties/CustomerGroupID/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"});
errors++;
}
if(data0 < -2147483648 || isNaN(data0)){
(vErrors ??= []).push({instancePath:instancePath+"/CustomerGroupID",schemaPath:"#/properties/CustomerGroupID/minimum",keyword:"minimum",params:{comparison: ">=", limit: -2147483648},message:"must be >= -2147483648"});
errors++;
}
}
}
if(data.Name !== undefined){
let data1 = data.Name;
if(typeof data1 === "string"){
if(longer(data1, 150)){
(vErrors ??= []).push({instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/maxLength",keyword:"maxLength",params:{limit: 150},message:"must NOT have more than 150 characters"});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "string"},message:"must be string"});
errors++;
}
}
if(data.Description !== undefined){
let data2 = data.Description;
if(typeof data2 === "string"){
if(longer(data2, 65535)){
(vErrors ??= []).push({instancePath:instancePath+"/Description",schemaPath:"#/properties/Description/maxLength",keyword:"maxLength",params:{limit: 65535},message:"must NOT have more than 65535 characters"});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/Description",schemaPath:"#/properties/Description/type",keyword:"type",params:{type: "string"},message:"must be string"});
errors++;
}
}
if(data.MinimumOrder !== undefined){
if(!isDecimal(data.MinimumOrder)){
(vErrors ??= []).push({instancePath:instancePath+"/MinimumOrder",schemaPath:"#/properties/MinimumOrder/type",keyword:"type",params:{type: decimals},message:"must be "+decimals});
errors++;
}
}
if(data.NonTaxable !== undefined){
if(typeof data.NonTaxable !== "boolean"){
(vErrors ??= []).push({instancePath:instancePath+"/NonTaxable",schemaPath:"#/properties/NonTaxable/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"});
errors++;
}
}
if(data.AllowRegistration !== undefined){
if(typeof data.AllowRegistration !== "boolean"){
(vErrors ??= []).push({instancePath:instancePath+"/AllowRegistration",schemaPath:"#/properties/AllowRegistration/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"});
errors++;
}
}
if(data.DisableRewardPoints !== undefined){
if(typeof data.DisableRewardPoints !== "boolean"){
(vErrors ??= []).push({instancePath:instancePath+"/DisableRewardPoints",schemaPath:"#/properties/DisableRewardPoints/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"});
errors++;
}
}
if(data.AutoApprove !== undefined){
if(typeof data.AutoApprove !== "boolean"){
(vErrors ??= []).push({instancePath:instancePath+"/AutoApprove",schemaPath:"#/properties/AutoApprove/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"});
errors++;
}
}
if(data.RegistrationMessage !== undefined){
let data8 = data.RegistrationMessage;
if(typeof data8 === "string"){
if(longer(data8, 65535)){
(vErrors ??= []).push({instancePath:instancePath+"/RegistrationMessage",schemaPath:"#/properties/RegistrationMessage/maxLength",keyword:"maxLength",params:{limit: 65535},message:"must NOT have more than 65535 characters"});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/RegistrationMessage",schemaPath:"#/properties/RegistrationMessage/type",keyword:"type",params:{type: "string"},message:"must be string"});
errors++;
}
}
if(data.PriceLevel !== undefined){
let data9 = data.PriceLevel;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
(vErrors ??= []).push({instancePath:instancePath+"/PriceLevel",schemaPath:"#/properties/PriceLevel/type",keyword:"type",params:{type: "integer"},message:"must be integer"});
errors++;
}
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 2147483647 || isNaN(data9)){
(vErrors ??= []).push({instancePath:instancePath+"/PriceLevel",schemaPath:"#/properties/PriceLevel/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"});
errors++;
}
if(data9 < -2147483648 || isNaN(data9)){
(vErrors ??= []).push({instancePath:instancePath+"/PriceLevel",schemaPath:"#/properties/PriceLevel/minimum",keyword:"minimum",params:{comparison: ">=", limit: -2147483648},message:"must be >= -2147483648"});
errors++;
}
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"});
errors++;
}
validate3.errors = vErrors;
return errors === 0;
}


function validate4(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
if(data.length > 100){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxItems",keyword:"maxItems",params:{limit: 100},message:"must NOT have more than 100 items"});
errors++;
}
if(data.length < 1){
(vErrors ??= []).push({instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"});
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate3(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate3.errors : vErrors.concat(validate3.errors);
errors = vErrors.length;
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array"});
errors++;
}
validate4.errors = vErrors;
return errors === 0;
}


function validate6(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
if(data.length > 500){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxItems",keyword:"maxItems",params:{limit: 500},message:"must NOT have more than 500 items"});
errors++;
}
if(data.length < 1){
(vErrors ??= []).push({instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"});
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate0(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate0.errors : vErrors.concat(validate0.errors);
errors = vErrors.length;
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array"});
errors++;
}
validate6.errors = vErrors;
return errors === 0;
}


function validate8(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
if(data.length > 1){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxItems",keyword:"maxItems",params:{limit: 1},message:"must NOT have more than 1 items"});
errors++;
}
if(data.length < 1){
(vErrors ??= []).push({instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"});
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate0(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate0.errors : vErrors.concat(validate0.errors);
errors = vErrors.length;
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array"});
errors++;
}
validate8.errors = vErrors;
return errors === 0;
}


function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.TotalCount === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "TotalCount"},message:"must have required property '"+"TotalCount"+"'"});
errors++;
}
for(const key0 in data){
if(!(key0 === "TotalCount")){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"});
errors++;
}
}
if(data.TotalCount !== undefined){
let data0 = data.TotalCount;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
(vErrors ??= []).push({instancePath:instancePath+"/TotalCount",schemaPath:"#/properties/TotalCount/type",keyword:"type",params:{type: "integer"},message:"must be integer"});
errors++;
}
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 2147483647 || isNaN(data0)){
(vErrors ??= []).push({instancePath:instancePath+"/TotalCount",schemaPath:"#/properties/TotalCount/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"});
errors++;
}
if(data0 < 0 || isNaN(data0)){
(vErrors ??= []).push({instancePath:instancePath+"/TotalCount",schemaPath:"#/properties/TotalCount/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"});
errors++;
}
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"});
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}


function validate11(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
const _errs0 = errors;
let valid0 = false;
let passing0 = null;
const _errs1 = errors;
if(!(validate6(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate6.errors : vErrors.concat(validate6.errors);
errors = vErrors.length;
}
var _valid0 = _errs1 === errors;
if(_valid0){
valid0 = true;
passing0 = 0;
}
const _errs2 = errors;
if(!(validate10(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate10.errors : vErrors.concat(validate10.errors);
errors = vErrors.length;
}
var _valid0 = _errs2 === errors;
if(_valid0 && valid0){
valid0 = false;
passing0 = [passing0, 1];
}
else {
if(_valid0){
valid0 = true;
passing0 = 1;
}
}
if(!valid0){
(vErrors ??= []).push({instancePath,schemaPath:"#/oneOf",keyword:"oneOf",params:{passingSchemas: passing0},message:"must match exactly one schema in oneOf"});
errors++;
}
else {
errors = _errs0;
if(vErrors !== null){
if(_errs0){
vErrors.length = _errs0;
}
else {
vErrors = null;
}
}
}
validate11.errors = vErrors;
return errors === 0;
}

const schema9 = {"type":"object","additionalProperties":false,"required":["Key","Value","Status","Message"],"properties":{"Key":{"type":"string","enum":["CustomerGroupID"]},"Value":{"type":"string","pattern":"^-?[0-9]{1,10}$"},"Status":{"type":"string","enum":["201"]},"Message":{"type":"string","minLength":1,"maxLength":1000}}};
const pattern0 = /* @__PURE__ */ new RegExp("^-?[0-9]{1,10}$", "u");

function validate14(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.Key === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "Key"},message:"must have required property '"+"Key"+"'"});
errors++;
}
if(data.Value === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "Value"},message:"must have required property '"+"Value"+"'"});
errors++;
}
if(data.Status === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "Status"},message:"must have required property '"+"Status"+"'"});
errors++;
}
if(data.Message === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "Message"},message:"must have required property '"+"Message"+"'"});
errors++;
}
for(const key0 in data){
if(!((((key0 === "Key") || (key0 === "Value")) || (key0 === "Status")) || (key0 === "Message"))){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"});
errors++;
}
}
if(data.Key !== undefined){
let data0 = data.Key;
if(typeof data0 !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/Key",schemaPath:"#/properties/Key/type",keyword:"type",params:{type: "string"},message:"must be string"});
errors++;
}
if(!(data0 === "CustomerGroupID")){
(vErrors ??= []).push({instancePath:instancePath+"/Key",schemaPath:"#/properties/Key/enum",keyword:"enum",params:{allowedValues: schema9.properties.Key.enum},message:"must be equal to one of the allowed values"});
errors++;
}
}
if(data.Value !== undefined){
let data1 = data.Value;
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
(vErrors ??= []).push({instancePath:instancePath+"/Value",schemaPath:"#/properties/Value/pattern",keyword:"pattern",params:{pattern: "^-?[0-9]{1,10}$"},message:"must match pattern \""+"^-?[0-9]{1,10}$"+"\""});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/Value",schemaPath:"#/properties/Value/type",keyword:"type",params:{type: "string"},message:"must be string"});
errors++;
}
}
if(data.Status !== undefined){
let data2 = data.Status;
if(typeof data2 !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/Status",schemaPath:"#/properties/Status/type",keyword:"type",params:{type: "string"},message:"must be string"});
errors++;
}
if(!(data2 === "201")){
(vErrors ??= []).push({instancePath:instancePath+"/Status",schemaPath:"#/properties/Status/enum",keyword:"enum",params:{allowedValues: schema9.properties.Status.enum},message:"must be equal to one of the allowed values"});
errors++;
}
}
if(data.Message !== undefined){
let data3 = data.Message;
if(typeof data3 === "string"){
if(longer(data3, 1000)){
(vErrors ??= []).push({instancePath:instancePath+"/Message",schemaPath:"#/properties/Message/maxLength",keyword:"maxLength",params:{limit: 1000},message:"must NOT have more than 1000 characters"});
errors++;
}
if(shorter(data3, 1)){
(vErrors ??= []).push({instancePath:instancePath+"/Message",schemaPath:"#/properties/Message/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/Message",schemaPath:"#/properties/Message/type",keyword:"type",params:{type: "string"},message:"must be string"});
errors++;
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"});
errors++;
}
validate14.errors = vErrors;
return errors === 0;
}

const schema10 = {"type":"object","additionalProperties":false,"required":["Key","Value","Status","Message"],"properties":{"Key":{"type":"string","enum":["CustomerGroupID"]},"Value":{"type":"string","pattern":"^-?[0-9]{1,10}$"},"Status":{"type":"string","enum":["200"]},"Message":{"type":"string","minLength":1,"maxLength":1000}}};

function validate15(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.Key === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "Key"},message:"must have required property '"+"Key"+"'"});
errors++;
}
if(data.Value === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "Value"},message:"must have required property '"+"Value"+"'"});
errors++;
}
if(data.Status === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "Status"},message:"must have required property '"+"Status"+"'"});
errors++;
}
if(data.Message === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "Message"},message:"must have required property '"+"Message"+"'"});
errors++;
}
for(const key0 in data){
if(!((((key0 === "Key") || (key0 === "Value")) || (key0 === "Status")) || (key0 === "Message"))){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"});
errors++;
}
}
if(data.Key !== undefined){
let data0 = data.Key;
if(typeof data0 !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/Key",schemaPath:"#/properties/Key/type",keyword:"type",params:{type: "string"},message:"must be string"});
errors++;
}
if(!(data0 === "CustomerGroupID")){
(vErrors ??= []).push({instancePath:instancePath+"/Key",schemaPath:"#/properties/Key/enum",keyword:"enum",params:{allowedValues: schema10.properties.Key.enum},message:"must be equal to one of the allowed values"});
errors++;
}
}
if(data.Value !== undefined){
let data1 = data.Value;
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
(vErrors ??= []).push({instancePath:instancePath+"/Value",schemaPath:"#/properties/Value/pattern",keyword:"pattern",params:{pattern: "^-?[0-9]{1,10}$"},message:"must match pattern \""+"^-?[0-9]{1,10}$"+"\""});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/Value",schemaPath:"#/properties/Value/type",keyword:"type",params:{type: "string"},message:"must be string"});
errors++;
}
}
if(data.Status !== undefined){
let data2 = data.Status;
if(typeof data2 !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/Status",schemaPath:"#/properties/Status/type",keyword:"type",params:{type: "string"},message:"must be string"});
errors++;
}
if(!(data2 === "200")){
(vErrors ??= []).push({instancePath:instancePath+"/Status",schemaPath:"#/properties/Status/enum",keyword:"enum",params:{allowedValues: schema10.properties.Status.enum},message:"must be equal to one of the allowed values"});
errors++;
}
}
if(data.Message !== undefined){
let data3 = data.Message;
if(typeof data3 === "string"){
if(longer(data3, 1000)){
(vErrors ??= []).push({instancePath:instancePath+"/Message",schemaPath:"#/properties/Message/maxLength",keyword:"maxLength",params:{limit: 1000},message:"must NOT have more than 1000 characters"});
errors++;
}
if(shorter(data3, 1)){
(vErrors ??= []).push({instancePath:instancePath+"/Message",schemaPath:"#/properties/Message/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/Message",schemaPath:"#/properties/Message/type",keyword:"type",params:{type: "string"},message:"must be string"});
errors++;
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"});
errors++;
}
validate15.errors = vErrors;
return errors === 0;
}

const schema11 = {"type":"object","additionalProperties":false,"required":["Key","Value","Status","Message"],"properties":{"Key":{"type":"string","enum":["CustomerGroupID"]},"Value":{"type":"string","pattern":"^-?[0-9]{1,10}$"},"Status":{"type":"string","enum":["200"]},"Message":{"type":"string","minLength":1,"maxLength":1000}}};

function validate16(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.Key === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "Key"},message:"must have required property '"+"Key"+"'"});
errors++;
}
if(data.Value === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "Value"},message:"must have required property '"+"Value"+"'"});
errors++;
}
if(data.Status === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "Status"},message:"must have required property '"+"Status"+"'"});
errors++;
}
if(data.Message === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "Message"},message:"must have required property '"+"Message"+"'"});
errors++;
}
for(const key0 in data){
if(!((((key0 === "Key") || (key0 === "Value")) || (key0 === "Status")) || (key0 === "Message"))){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"});
errors++;
}
}
if(data.Key !== undefined){
let data0 = data.Key;
if(typeof data0 !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/Key",schemaPath:"#/properties/Key/type",keyword:"type",params:{type: "string"},message:"must be string"});
errors++;
}
if(!(data0 === "CustomerGroupID")){
(vErrors ??= []).push({instancePath:instancePath+"/Key",schemaPath:"#/properties/Key/enum",keyword:"enum",params:{allowedValues: schema11.properties.Key.enum},message:"must be equal to one of the allowed values"});
errors++;
}
}
if(data.Value !== undefined){
let data1 = data.Value;
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
(vErrors ??= []).push({instancePath:instancePath+"/Value",schemaPath:"#/properties/Value/pattern",keyword:"pattern",params:{pattern: "^-?[0-9]{1,10}$"},message:"must match pattern \""+"^-?[0-9]{1,10}$"+"\""});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/Value",schemaPath:"#/properties/Value/type",keyword:"type",params:{type: "string"},message:"must be string"});
errors++;
}
}
if(data.Status !== undefined){
let data2 = data.Status;
if(typeof data2 !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/Status",schemaPath:"#/properties/Status/type",keyword:"type",params:{type: "string"},message:"must be string"});
errors++;
}
if(!(data2 === "200")){
(vErrors ??= []).push({instancePath:instancePath+"/Status",schemaPath:"#/properties/Status/enum",keyword:"enum",params:{allowedValues: schema11.properties.Status.enum},message:"must be equal to one of the allowed values"});
errors++;
}
}
if(data.Message !== undefined){
let data3 = data.Message;
if(typeof data3 === "string"){
if(longer(data3, 1000)){
(vErrors ??= []).push({instancePath:instancePath+"/Message",schemaPath:"#/properties/Message/maxLength",keyword:"maxLength",params:{limit: 1000},message:"must NOT have more than 1000 characters"});
errors++;
}
if(shorter(data3, 1)){
(vErrors ??= []).push({instancePath:instancePath+"/Message",schemaPath:"#/properties/Message/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/Message",schemaPath:"#/properties/Message/type",keyword:"type",params:{type: "string"},message:"must be string"});
errors++;
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"});
errors++;
}
validate16.errors = vErrors;
return errors === 0;
}

const schema12 = {"type":"object","additionalProperties":false,"required":["Key","Value","Status","Message"],"properties":{"Key":{"type":"string","enum":["CustomerGroupID","Error"]},"Value":{"type":"string","maxLength":200},"Status":{"type":"string","pattern":"^(200|400|404)$"},"Message":{"type":"string","minLength":1,"maxLength":1000}}};
const pattern3 = /* @__PURE__ */ new RegExp("^(200|400|404)$", "u");

function validate17(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.Key === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "Key"},message:"must have required property '"+"Key"+"'"});
errors++;
}
if(data.Value === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "Value"},message:"must have required property '"+"Value"+"'"});
errors++;
}
if(data.Status === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "Status"},message:"must have required property '"+"Status"+"'"});
errors++;
}
if(data.Message === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "Message"},message:"must have required property '"+"Message"+"'"});
errors++;
}
for(const key0 in data){
if(!((((key0 === "Key") || (key0 === "Value")) || (key0 === "Status")) || (key0 === "Message"))){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"});
errors++;
}
}
if(data.Key !== undefined){
let data0 = data.Key;
if(typeof data0 !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/Key",schemaPath:"#/properties/Key/type",keyword:"type",params:{type: "string"},message:"must be string"});
errors++;
}
if(!((data0 === "CustomerGroupID") || (data0 === "Error"))){
(vErrors ??= []).push({instancePath:instancePath+"/Key",schemaPath:"#/properties/Key/enum",keyword:"enum",params:{allowedValues: schema12.properties.Key.enum},message:"must be equal to one of the allowed values"});
errors++;
}
}
if(data.Value !== undefined){
let data1 = data.Value;
if(typeof data1 === "string"){
if(longer(data1, 200)){
(vErrors ??= []).push({instancePath:instancePath+"/Value",schemaPath:"#/properties/Value/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters"});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/Value",schemaPath:"#/properties/Value/type",keyword:"type",params:{type: "string"},message:"must be string"});
errors++;
}
}
if(data.Status !== undefined){
let data2 = data.Status;
if(typeof data2 === "string"){
if(!pattern3.test(data2)){
(vErrors ??= []).push({instancePath:instancePath+"/Status",schemaPath:"#/properties/Status/pattern",keyword:"pattern",params:{pattern: "^(200|400|404)$"},message:"must match pattern \""+"^(200|400|404)$"+"\""});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/Status",schemaPath:"#/properties/Status/type",keyword:"type",params:{type: "string"},message:"must be string"});
errors++;
}
}
if(data.Message !== undefined){
let data3 = data.Message;
if(typeof data3 === "string"){
if(longer(data3, 1000)){
(vErrors ??= []).push({instancePath:instancePath+"/Message",schemaPath:"#/properties/Message/maxLength",keyword:"maxLength",params:{limit: 1000},message:"must NOT have more than 1000 characters"});
errors++;
}
if(shorter(data3, 1)){
(vErrors ??= []).push({instancePath:instancePath+"/Message",schemaPath:"#/properties/Message/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/Message",schemaPath:"#/properties/Message/type",keyword:"type",params:{type: "string"},message:"must be string"});
errors++;
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"});
errors++;
}
validate17.errors = vErrors;
return errors === 0;
}


function validate18(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
if(data.length > 1){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxItems",keyword:"maxItems",params:{limit: 1},message:"must NOT have more than 1 items"});
errors++;
}
if(data.length < 1){
(vErrors ??= []).push({instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"});
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate14(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate14.errors : vErrors.concat(validate14.errors);
errors = vErrors.length;
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array"});
errors++;
}
validate18.errors = vErrors;
return errors === 0;
}


function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
if(data.length > 1){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxItems",keyword:"maxItems",params:{limit: 1},message:"must NOT have more than 1 items"});
errors++;
}
if(data.length < 1){
(vErrors ??= []).push({instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"});
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate15(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate15.errors : vErrors.concat(validate15.errors);
errors = vErrors.length;
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array"});
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}


function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
if(data.length > 1){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxItems",keyword:"maxItems",params:{limit: 1},message:"must NOT have more than 1 items"});
errors++;
}
if(data.length < 1){
(vErrors ??= []).push({instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"});
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate16(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate16.errors : vErrors.concat(validate16.errors);
errors = vErrors.length;
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array"});
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}


function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
if(data.length > 100){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxItems",keyword:"maxItems",params:{limit: 100},message:"must NOT have more than 100 items"});
errors++;
}
if(data.length < 1){
(vErrors ??= []).push({instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"});
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate15(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate15.errors : vErrors.concat(validate15.errors);
errors = vErrors.length;
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array"});
errors++;
}
validate24.errors = vErrors;
return errors === 0;
}


function validate26(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
if(data.length > 100){
(vErrors ??= []).push({instancePath,schemaPath:"#/maxItems",keyword:"maxItems",params:{limit: 100},message:"must NOT have more than 100 items"});
errors++;
}
if(data.length < 2){
(vErrors ??= []).push({instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 2},message:"must NOT have fewer than 2 items"});
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate17(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate17.errors : vErrors.concat(validate17.errors);
errors = vErrors.length;
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array"});
errors++;
}
validate26.errors = vErrors;
return errors === 0;
}

const schema18 = {"type":"object","additionalProperties":false,"properties":{"limit":{"type":"integer","minimum":1,"maximum":500},"offset":{"minimum":0,"maximum":2147483647,"type":"integer"},"countonly":{"type":"integer","enum":[0,1]}}};

function validate28(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "limit") || (key0 === "offset")) || (key0 === "countonly"))){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"});
errors++;
}
}
if(data.limit !== undefined){
let data0 = data.limit;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
(vErrors ??= []).push({instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/type",keyword:"type",params:{type: "integer"},message:"must be integer"});
errors++;
}
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 500 || isNaN(data0)){
(vErrors ??= []).push({instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/maximum",keyword:"maximum",params:{comparison: "<=", limit: 500},message:"must be <= 500"});
errors++;
}
if(data0 < 1 || isNaN(data0)){
(vErrors ??= []).push({instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"});
errors++;
}
}
}
if(data.offset !== undefined){
let data1 = data.offset;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
(vErrors ??= []).push({instancePath:instancePath+"/offset",schemaPath:"#/properties/offset/type",keyword:"type",params:{type: "integer"},message:"must be integer"});
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 2147483647 || isNaN(data1)){
(vErrors ??= []).push({instancePath:instancePath+"/offset",schemaPath:"#/properties/offset/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"});
errors++;
}
if(data1 < 0 || isNaN(data1)){
(vErrors ??= []).push({instancePath:instancePath+"/offset",schemaPath:"#/properties/offset/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"});
errors++;
}
}
}
if(data.countonly !== undefined){
let data2 = data.countonly;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
(vErrors ??= []).push({instancePath:instancePath+"/countonly",schemaPath:"#/properties/countonly/type",keyword:"type",params:{type: "integer"},message:"must be integer"});
errors++;
}
if(!((data2 === 0) || (data2 === 1))){
(vErrors ??= []).push({instancePath:instancePath+"/countonly",schemaPath:"#/properties/countonly/enum",keyword:"enum",params:{allowedValues: schema18.properties.countonly.enum},message:"must be equal to one of the allowed values"});
errors++;
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"});
errors++;
}
validate28.errors = vErrors;
return errors === 0;
}


function validate29(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.id === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'"});
errors++;
}
for(const key0 in data){
if(!(key0 === "id")){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"});
errors++;
}
}
if(data.id !== undefined){
let data0 = data.id;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
(vErrors ??= []).push({instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "integer"},message:"must be integer"});
errors++;
}
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 2147483647 || isNaN(data0)){
(vErrors ??= []).push({instancePath:instancePath+"/id",schemaPath:"#/properties/id/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"});
errors++;
}
if(data0 < -2147483648 || isNaN(data0)){
(vErrors ??= []).push({instancePath:instancePath+"/id",schemaPath:"#/properties/id/minimum",keyword:"minimum",params:{comparison: ">=", limit: -2147483648},message:"must be >= -2147483648"});
errors++;
}
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"});
errors++;
}
validate29.errors = vErrors;
return errors === 0;
}


function validate30(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.id === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'"});
errors++;
}
for(const key0 in data){
if(!(key0 === "id")){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"});
errors++;
}
}
if(data.id !== undefined){
let data0 = data.id;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
(vErrors ??= []).push({instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "integer"},message:"must be integer"});
errors++;
}
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 2147483647 || isNaN(data0)){
(vErrors ??= []).push({instancePath:instancePath+"/id",schemaPath:"#/properties/id/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"});
errors++;
}
if(data0 < -2147483648 || isNaN(data0)){
(vErrors ??= []).push({instancePath:instancePath+"/id",schemaPath:"#/properties/id/minimum",keyword:"minimum",params:{comparison: ">=", limit: -2147483648},message:"must be >= -2147483648"});
errors++;
}
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"});
errors++;
}
validate30.errors = vErrors;
return errors === 0;
}


function validate31(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.id === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'"});
errors++;
}
for(const key0 in data){
if(!(key0 === "id")){
(vErrors ??= []).push({instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"});
errors++;
}
}
if(data.id !== undefined){
let data0 = data.id;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
(vErrors ??= []).push({instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "integer"},message:"must be integer"});
errors++;
}
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 2147483647 || isNaN(data0)){
(vErrors ??= []).push({instancePath:instancePath+"/id",schemaPath:"#/properties/id/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"});
errors++;
}
if(data0 < -2147483648 || isNaN(data0)){
(vErrors ??= []).push({instancePath:instancePath+"/id",schemaPath:"#/properties/id/minimum",keyword:"minimum",params:{comparison: ">=", limit: -2147483648},message:"must be >= -2147483648"});
errors++;
}
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"});
errors++;
}
validate31.errors = vErrors;
return errors === 0;
}
function codePoints(text) {
	let count = 0;
	for (const _ of text) count++;
	return count;
}
function longer(text, max) {
	return text.length > max && codePoints(text) > max;
}
function shorter(text, min) {
	return text.length < min || (text.length < 2 * min && codePoints(text) < min);
}
/** What ajv's function that runs now takes decimals for. */
let decimals = "string";
function isDecimal(value) {
	return decimals === "string" ? typeof value === "string" : Number.isFinite(value);
}
/** Tells at once that a value fits; where it does not, ajv's function says why. */
function quickly(explain, fits) {
	function validate(data, options) {
		const numbers = options?.decimals === "number";
		if (fits?.(data, numbers)) {
			validate.errors = null;
			return true;
		}
		decimals = numbers ? "number" : "string";
		const valid = explain(data);
		validate.errors = explain.errors;
		return valid;
	}
	return validate;
}
const quickPattern0 = /* @__PURE__ */ new RegExp("^-?[0-9]{1,10}$", "u");
const quickPattern1 = /* @__PURE__ */ new RegExp("^(200|400|404)$", "u");
function fits0(data, numbers) {
	if (!((typeof data === "object" && data !== null && !Array.isArray(data)))) return false;
	const member0_0 = data["CustomerGroupID"];
	if (member0_0 === undefined) return false;
	if (!(Number.isInteger(member0_0))) return false;
	if (member0_0 > 2147483647) return false;
	if (member0_0 < -2147483648) return false;
	const member0_1 = data["Name"];
	if (member0_1 === undefined) return false;
	if (!(typeof member0_1 === "string")) return false;
	if (longer(member0_1, 150)) return false;
	const member0_2 = data["Description"];
	if (member0_2 === undefined) return false;
	if (!(typeof member0_2 === "string")) return false;
	if (longer(member0_2, 65535)) return false;
	const member0_3 = data["MinimumOrder"];
	if (member0_3 === undefined) return false;
	if (!((numbers ? Number.isFinite(member0_3) : typeof member0_3 === "string"))) return false;
	const member0_4 = data["NonTaxable"];
	if (member0_4 === undefined) return false;
	if (!(typeof member0_4 === "boolean")) return false;
	const member0_5 = data["AllowRegistration"];
	if (member0_5 === undefined) return false;
	if (!(typeof member0_5 === "boolean")) return false;
	const member0_6 = data["DisableRewardPoints"];
	if (member0_6 === undefined) return false;
	if (!(typeof member0_6 === "boolean")) return false;
	const member0_7 = data["AutoApprove"];
	if (member0_7 === undefined) return false;
	if (!(typeof member0_7 === "boolean")) return false;
	const member0_8 = data["RegistrationMessage"];
	if (member0_8 === undefined) return false;
	if (!(typeof member0_8 === "string")) return false;
	if (longer(member0_8, 65535)) return false;
	const member0_9 = data["PriceLevel"];
	if (member0_9 === undefined) return false;
	if (!(Number.isInteger(member0_9))) return false;
	if (member0_9 > 2147483647) return false;
	if (member0_9 < -2147483648) return false;
	for (const key0 in data) {
		switch (key0) {
			case "CustomerGroupID":
			case "Name":
			case "Description":
			case "MinimumOrder":
			case "NonTaxable":
			case "AllowRegistration":
			case "DisableRewardPoints":
			case "AutoApprove":
			case "RegistrationMessage":
			case "PriceLevel":
				break;
			default: {
				return false;
			}
		}
	}
	return true;
}
function fits1(data, numbers) {
	if (!((typeof data === "object" && data !== null && !Array.isArray(data)))) return false;
	const member0_0 = data["CustomerGroupID"];
	if (member0_0 !== undefined) {
		if (!(Number.isInteger(member0_0))) return false;
		if (member0_0 > 2147483647) return false;
		if (member0_0 < -2147483648) return false;
	}
	const member0_1 = data["Name"];
	if (member0_1 === undefined) return false;
	if (!(typeof member0_1 === "string")) return false;
	if (longer(member0_1, 150)) return false;
	const member0_2 = data["Description"];
	if (member0_2 !== undefined) {
		if (!(typeof member0_2 === "string")) return false;
		if (longer(member0_2, 65535)) return false;
	}
	const member0_3 = data["MinimumOrder"];
	if (member0_3 !== undefined) {
		if (!((numbers ? Number.isFinite(member0_3) : typeof member0_3 === "string"))) return false;
	}
	const member0_4 = data["NonTaxable"];
	if (member0_4 !== undefined) {
		if (!(typeof member0_4 === "boolean")) return false;
	}
	const member0_5 = data["AllowRegistration"];
	if (member0_5 !== undefined) {
		if (!(typeof member0_5 === "boolean")) return false;
	}
	const member0_6 = data["DisableRewardPoints"];
	if (member0_6 !== undefined) {
		if (!(typeof member0_6 === "boolean")) return false;
	}
	const member0_7 = data["AutoApprove"];
	if (member0_7 !== undefined) {
		if (!(typeof member0_7 === "boolean")) return false;
	}
	const member0_8 = data["RegistrationMessage"];
	if (member0_8 !== undefined) {
		if (!(typeof member0_8 === "string")) return false;
		if (longer(member0_8, 65535)) return false;
	}
	const member0_9 = data["PriceLevel"];
	if (member0_9 !== undefined) {
		if (!(Number.isInteger(member0_9))) return false;
		if (member0_9 > 2147483647) return false;
		if (member0_9 < -2147483648) return false;
	}
	for (const key0 in data) {
		switch (key0) {
			case "CustomerGroupID":
			case "Name":
			case "Description":
			case "MinimumOrder":
			case "NonTaxable":
			case "AllowRegistration":
			case "DisableRewardPoints":
			case "AutoApprove":
			case "RegistrationMessage":
			case "PriceLevel":
				break;
			default: {
				return false;
			}
		}
	}
	return true;
}
function fits2(data, numbers) {
	if (!((typeof data === "object" && data !== null && !Array.isArray(data)))) return false;
	const member0_0 = data["CustomerGroupID"];
	if (member0_0 !== undefined) {
		if (!(Number.isInteger(member0_0))) return false;
		if (member0_0 > 2147483647) return false;
		if (member0_0 < -2147483648) return false;
	}
	const member0_1 = data["Name"];
	if (member0_1 !== undefined) {
		if (!(typeof member0_1 === "string")) return false;
		if (longer(member0_1, 150)) return false;
	}
	const member0_2 = data["Description"];
	if (member0_2 !== undefined) {
		if (!(typeof member0_2 === "string")) return false;
		if (longer(member0_2, 65535)) return false;
	}
	const member0_3 = data["MinimumOrder"];
	if (member0_3 !== undefined) {
		if (!((numbers ? Number.isFinite(member0_3) : typeof member0_3 === "string"))) return false;
	}
	const member0_4 = data["NonTaxable"];
	if (member0_4 !== undefined) {
		if (!(typeof member0_4 === "boolean")) return false;
	}
	const member0_5 = data["AllowRegistration"];
	if (member0_5 !== undefined) {
		if (!(typeof member0_5 === "boolean")) return false;
	}
	const member0_6 = data["DisableRewardPoints"];
	if (member0_6 !== undefined) {
		if (!(typeof member0_6 === "boolean")) return false;
	}
	const member0_7 = data["AutoApprove"];
	if (member0_7 !== undefined) {
		if (!(typeof member0_7 === "boolean")) return false;
	}
	const member0_8 = data["RegistrationMessage"];
	if (member0_8 !== undefined) {
		if (!(typeof member0_8 === "string")) return false;
		if (longer(member0_8, 65535)) return false;
	}
	const member0_9 = data["PriceLevel"];
	if (member0_9 !== undefined) {
		if (!(Number.isInteger(member0_9))) return false;
		if (member0_9 > 2147483647) return false;
		if (member0_9 < -2147483648) return false;
	}
	for (const key0 in data) {
		switch (key0) {
			case "CustomerGroupID":
			case "Name":
			case "Description":
			case "MinimumOrder":
			case "NonTaxable":
			case "AllowRegistration":
			case "DisableRewardPoints":
			case "AutoApprove":
			case "RegistrationMessage":
			case "PriceLevel":
				break;
			default: {
				return false;
			}
		}
	}
	return true;
}
function fits3(data, numbers) {
	if (!((typeof data === "object" && data !== null && !Array.isArray(data)))) return false;
	const member0_0 = data["CustomerGroupID"];
	if (member0_0 === undefined) return false;
	if (!(Number.isInteger(member0_0))) return false;
	if (member0_0 > 2147483647) return false;
	if (member0_0 < -2147483648) return false;
	const member0_1 = data["Name"];
	if (member0_1 !== undefined) {
		if (!(typeof member0_1 === "string")) return false;
		if (longer(member0_1, 150)) return false;
	}
	const member0_2 = data["Description"];
	if (member0_2 !== undefined) {
		if (!(typeof member0_2 === "string")) return false;
		if (longer(member0_2, 65535)) return false;
	}
	const member0_3 = data["MinimumOrder"];
	if (member0_3 !== undefined) {
		if (!((numbers ? Number.isFinite(member0_3) : typeof member0_3 === "string"))) return false;
	}
	const member0_4 = data["NonTaxable"];
	if (member0_4 !== undefined) {
		if (!(typeof member0_4 === "boolean")) return false;
	}
	const member0_5 = data["AllowRegistration"];
	if (member0_5 !== undefined) {
		if (!(typeof member0_5 === "boolean")) return false;
	}
	const member0_6 = data["DisableRewardPoints"];
	if (member0_6 !== undefined) {
		if (!(typeof member0_6 === "boolean")) return false;
	}
	const member0_7 = data["AutoApprove"];
	if (member0_7 !== undefined) {
		if (!(typeof member0_7 === "boolean")) return false;
	}
	const member0_8 = data["RegistrationMessage"];
	if (member0_8 !== undefined) {
		if (!(typeof member0_8 === "string")) return false;
		if (longer(member0_8, 65535)) return false;
	}
	const member0_9 = data["PriceLevel"];
	if (member0_9 !== undefined) {
		if (!(Number.isInteger(member0_9))) return false;
		if (member0_9 > 2147483647) return false;
		if (member0_9 < -2147483648) return false;
	}
	for (const key0 in data) {
		switch (key0) {
			case "CustomerGroupID":
			case "Name":
			case "Description":
			case "MinimumOrder":
			case "NonTaxable":
			case "AllowRegistration":
			case "DisableRewardPoints":
			case "AutoApprove":
			case "RegistrationMessage":
			case "PriceLevel":
				break;
			default: {
				return false;
			}
		}
	}
	return true;
}
function fits4(data, numbers) {
	if (!(Array.isArray(data))) return false;
	if (data.length > 100) return false;
	if (data.length < 1) return false;
	for (let index0 = 0; index0 < data.length; index0++) {
		const item0 = data[index0];
		if (!fits3(item0, numbers)) return false;
	}
	return true;
}
function fits5(data, numbers) {
	if (!(Array.isArray(data))) return false;
	if (data.length > 500) return false;
	if (data.length < 1) return false;
	for (let index0 = 0; index0 < data.length; index0++) {
		const item0 = data[index0];
		if (!fits0(item0, numbers)) return false;
	}
	return true;
}
function fits6(data, numbers) {
	if (!(Array.isArray(data))) return false;
	if (data.length > 1) return false;
	if (data.length < 1) return false;
	for (let index0 = 0; index0 < data.length; index0++) {
		const item0 = data[index0];
		if (!fits0(item0, numbers)) return false;
	}
	return true;
}
function fits7(data, numbers) {
	if (!((typeof data === "object" && data !== null && !Array.isArray(data)))) return false;
	const member0_0 = data["TotalCount"];
	if (member0_0 === undefined) return false;
	if (!(Number.isInteger(member0_0))) return false;
	if (member0_0 > 2147483647) return false;
	if (member0_0 < 0) return false;
	for (const key0 in data) {
		switch (key0) {
			case "TotalCount":
				break;
			default: {
				return false;
			}
		}
	}
	return true;
}
function fits8(data, numbers) {
	if (Number(fits5(data, numbers)) + Number(fits7(data, numbers)) !== 1) return false;
	return true;
}
function fits9(data, numbers) {
	if (!((typeof data === "object" && data !== null && !Array.isArray(data)))) return false;
	const member0_0 = data["Key"];
	if (member0_0 === undefined) return false;
	if (!(typeof member0_0 === "string")) return false;
	if (!(member0_0 === "CustomerGroupID")) return false;
	const member0_1 = data["Value"];
	if (member0_1 === undefined) return false;
	if (!(typeof member0_1 === "string")) return false;
	if (!quickPattern0.test(member0_1)) return false;
	const member0_2 = data["Status"];
	if (member0_2 === undefined) return false;
	if (!(typeof member0_2 === "string")) return false;
	if (!(member0_2 === "201")) return false;
	const member0_3 = data["Message"];
	if (member0_3 === undefined) return false;
	if (!(typeof member0_3 === "string")) return false;
	if (longer(member0_3, 1000)) return false;
	if (shorter(member0_3, 1)) return false;
	for (const key0 in data) {
		switch (key0) {
			case "Key":
			case "Value":
			case "Status":
			case "Message":
				break;
			default: {
				return false;
			}
		}
	}
	return true;
}
function fits10(data, numbers) {
	if (!((typeof data === "object" && data !== null && !Array.isArray(data)))) return false;
	const member0_0 = data["Key"];
	if (member0_0 === undefined) return false;
	if (!(typeof member0_0 === "string")) return false;
	if (!(member0_0 === "CustomerGroupID")) return false;
	const member0_1 = data["Value"];
	if (member0_1 === undefined) return false;
	if (!(typeof member0_1 === "string")) return false;
	if (!quickPattern0.test(member0_1)) return false;
	const member0_2 = data["Status"];
	if (member0_2 === undefined) return false;
	if (!(typeof member0_2 === "string")) return false;
	if (!(member0_2 === "200")) return false;
	const member0_3 = data["Message"];
	if (member0_3 === undefined) return false;
	if (!(typeof member0_3 === "string")) return false;
	if (longer(member0_3, 1000)) return false;
	if (shorter(member0_3, 1)) return false;
	for (const key0 in data) {
		switch (key0) {
			case "Key":
			case "Value":
			case "Status":
			case "Message":
				break;
			default: {
				return false;
			}
		}
	}
	return true;
}
function fits11(data, numbers) {
	if (!((typeof data === "object" && data !== null && !Array.isArray(data)))) return false;
	const member0_0 = data["Key"];
	if (member0_0 === undefined) return false;
	if (!(typeof member0_0 === "string")) return false;
	if (!(member0_0 === "CustomerGroupID")) return false;
	const member0_1 = data["Value"];
	if (member0_1 === undefined) return false;
	if (!(typeof member0_1 === "string")) return false;
	if (!quickPattern0.test(member0_1)) return false;
	const member0_2 = data["Status"];
	if (member0_2 === undefined) return false;
	if (!(typeof member0_2 === "string")) return false;
	if (!(member0_2 === "200")) return false;
	const member0_3 = data["Message"];
	if (member0_3 === undefined) return false;
	if (!(typeof member0_3 === "string")) return false;
	if (longer(member0_3, 1000)) return false;
	if (shorter(member0_3, 1)) return false;
	for (const key0 in data) {
		switch (key0) {
			case "Key":
			case "Value":
			case "Status":
			case "Message":
				break;
			default: {
				return false;
			}
		}
	}
	return true;
}
function fits12(data, numbers) {
	if (!((typeof data === "object" && data !== null && !Array.isArray(data)))) return false;
	const member0_0 = data["Key"];
	if (member0_0 === undefined) return false;
	if (!(typeof member0_0 === "string")) return false;
	if (!(member0_0 === "CustomerGroupID" || member0_0 === "Error")) return false;
	const member0_1 = data["Value"];
	if (member0_1 === undefined) return false;
	if (!(typeof member0_1 === "string")) return false;
	if (longer(member0_1, 200)) return false;
	const member0_2 = data["Status"];
	if (member0_2 === undefined) return false;
	if (!(typeof member0_2 === "string")) return false;
	if (!quickPattern1.test(member0_2)) return false;
	const member0_3 = data["Message"];
	if (member0_3 === undefined) return false;
	if (!(typeof member0_3 === "string")) return false;
	if (longer(member0_3, 1000)) return false;
	if (shorter(member0_3, 1)) return false;
	for (const key0 in data) {
		switch (key0) {
			case "Key":
			case "Value":
			case "Status":
			case "Message":
				break;
			default: {
				return false;
			}
		}
	}
	return true;
}
function fits13(data, numbers) {
	if (!(Array.isArray(data))) return false;
	if (data.length > 1) return false;
	if (data.length < 1) return false;
	for (let index0 = 0; index0 < data.length; index0++) {
		const item0 = data[index0];
		if (!fits9(item0, numbers)) return false;
	}
	return true;
}
function fits14(data, numbers) {
	if (!(Array.isArray(data))) return false;
	if (data.length > 1) return false;
	if (data.length < 1) return false;
	for (let index0 = 0; index0 < data.length; index0++) {
		const item0 = data[index0];
		if (!fits10(item0, numbers)) return false;
	}
	return true;
}
function fits15(data, numbers) {
	if (!(Array.isArray(data))) return false;
	if (data.length > 1) return false;
	if (data.length < 1) return false;
	for (let index0 = 0; index0 < data.length; index0++) {
		const item0 = data[index0];
		if (!fits11(item0, numbers)) return false;
	}
	return true;
}
function fits16(data, numbers) {
	if (!(Array.isArray(data))) return false;
	if (data.length > 100) return false;
	if (data.length < 1) return false;
	for (let index0 = 0; index0 < data.length; index0++) {
		const item0 = data[index0];
		if (!fits10(item0, numbers)) return false;
	}
	return true;
}
function fits17(data, numbers) {
	if (!(Array.isArray(data))) return false;
	if (data.length > 100) return false;
	if (data.length < 2) return false;
	for (let index0 = 0; index0 < data.length; index0++) {
		const item0 = data[index0];
		if (!fits12(item0, numbers)) return false;
	}
	return true;
}
function fits18(data, numbers) {
	if (!((typeof data === "object" && data !== null && !Array.isArray(data)))) return false;
	const member0_0 = data["limit"];
	if (member0_0 !== undefined) {
		if (!(Number.isInteger(member0_0))) return false;
		if (member0_0 > 500) return false;
		if (member0_0 < 1) return false;
	}
	const member0_1 = data["offset"];
	if (member0_1 !== undefined) {
		if (!(Number.isInteger(member0_1))) return false;
		if (member0_1 > 2147483647) return false;
		if (member0_1 < 0) return false;
	}
	const member0_2 = data["countonly"];
	if (member0_2 !== undefined) {
		if (!(Number.isInteger(member0_2))) return false;
		if (!(member0_2 === 0 || member0_2 === 1)) return false;
	}
	for (const key0 in data) {
		switch (key0) {
			case "limit":
			case "offset":
			case "countonly":
				break;
			default: {
				return false;
			}
		}
	}
	return true;
}
function fits19(data, numbers) {
	if (!((typeof data === "object" && data !== null && !Array.isArray(data)))) return false;
	const member0_0 = data["id"];
	if (member0_0 === undefined) return false;
	if (!(Number.isInteger(member0_0))) return false;
	if (member0_0 > 2147483647) return false;
	if (member0_0 < -2147483648) return false;
	for (const key0 in data) {
		switch (key0) {
			case "id":
				break;
			default: {
				return false;
			}
		}
	}
	return true;
}
function fits20(data, numbers) {
	if (!((typeof data === "object" && data !== null && !Array.isArray(data)))) return false;
	const member0_0 = data["id"];
	if (member0_0 === undefined) return false;
	if (!(Number.isInteger(member0_0))) return false;
	if (member0_0 > 2147483647) return false;
	if (member0_0 < -2147483648) return false;
	for (const key0 in data) {
		switch (key0) {
			case "id":
				break;
			default: {
				return false;
			}
		}
	}
	return true;
}
function fits21(data, numbers) {
	if (!((typeof data === "object" && data !== null && !Array.isArray(data)))) return false;
	const member0_0 = data["id"];
	if (member0_0 === undefined) return false;
	if (!(Number.isInteger(member0_0))) return false;
	if (member0_0 > 2147483647) return false;
	if (member0_0 < -2147483648) return false;
	for (const key0 in data) {
		switch (key0) {
			case "id":
				break;
			default: {
				return false;
			}
		}
	}
	return true;
}
