// generated from spec/customer-groups/openapi.yaml; do not edit
// @ts-nocheck: below the exports is ajv's code, which has no types.

import type { components } from "./exact-types.js";

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

/** Tells whether a value fits a schema. What does not fit is in `errors` until the next call. */
export interface Validator<T> {
	(data: unknown): data is T;
	errors?: ValidatorError[] | null;
}

/** Tells whether a value is a `CustomerGroup`. */
export const validateCustomerGroup: Validator<components["schemas"]["CustomerGroup"]> = /* @__PURE__ */ quickly(fits0, validate21);

/** Tells whether a value is a `CustomerGroupCreate`. */
export const validateCustomerGroupCreate: Validator<components["schemas"]["CustomerGroupCreate"]> = /* @__PURE__ */ quickly(fits1, validate22);

/** Tells whether a value is a `CustomerGroupUpdate`. */
export const validateCustomerGroupUpdate: Validator<components["schemas"]["CustomerGroupUpdate"]> = /* @__PURE__ */ quickly(fits2, validate23);

/** Tells whether a value is a `CustomerGroupBulkItem`. */
export const validateCustomerGroupBulkItem: Validator<components["schemas"]["CustomerGroupBulkItem"]> = /* @__PURE__ */ quickly(fits3, validate24);

/** Tells whether a value is a `CustomerGroupBulkUpdate`. */
export const validateCustomerGroupBulkUpdate: Validator<components["schemas"]["CustomerGroupBulkUpdate"]> = /* @__PURE__ */ quickly(fits4, validate25);

/** Tells whether a value is a `CustomerGroupList`. */
export const validateCustomerGroupList: Validator<components["schemas"]["CustomerGroupList"]> = /* @__PURE__ */ quickly(fits5, validate27);

/** Tells whether a value is a `CustomerGroupSingle`. */
export const validateCustomerGroupSingle: Validator<components["schemas"]["CustomerGroupSingle"]> = /* @__PURE__ */ quickly(fits6, validate29);

/** Tells whether a value is a `CustomerGroupCount`. */
export const validateCustomerGroupCount: Validator<components["schemas"]["CustomerGroupCount"]> = /* @__PURE__ */ quickly(fits7, validate31);

/** Tells whether a value is a `CustomerGroupListOrCount`. */
export const validateCustomerGroupListOrCount: Validator<components["schemas"]["CustomerGroupListOrCount"]> = /* @__PURE__ */ quickly(fits8, validate32);

/** Tells whether a value is a `CreateResult`. */
export const validateCreateResult: Validator<components["schemas"]["CreateResult"]> = /* @__PURE__ */ quickly(fits9, validate35);

/** Tells whether a value is a `UpdateResult`. */
export const validateUpdateResult: Validator<components["schemas"]["UpdateResult"]> = /* @__PURE__ */ quickly(fits10, validate36);

/** Tells whether a value is a `DeleteResult`. */
export const validateDeleteResult: Validator<components["schemas"]["DeleteResult"]> = /* @__PURE__ */ quickly(fits11, validate37);

/** Tells whether a value is a `BulkResult`. */
export const validateBulkResult: Validator<components["schemas"]["BulkResult"]> = /* @__PURE__ */ quickly(fits12, validate38);

/** Tells whether a value is a `CreateResults`. */
export const validateCreateResults: Validator<components["schemas"]["CreateResults"]> = /* @__PURE__ */ quickly(fits13, validate39);

/** Tells whether a value is a `UpdateResults`. */
export const validateUpdateResults: Validator<components["schemas"]["UpdateResults"]> = /* @__PURE__ */ quickly(fits14, validate41);

/** Tells whether a value is a `DeleteResults`. */
export const validateDeleteResults: Validator<components["schemas"]["DeleteResults"]> = /* @__PURE__ */ quickly(fits15, validate43);

/** Tells whether a value is a `BulkSuccessResults`. */
export const validateBulkSuccessResults: Validator<components["schemas"]["BulkSuccessResults"]> = /* @__PURE__ */ quickly(fits16, validate45);

/** Tells whether a value is a `BulkResults`. */
export const validateBulkResults: Validator<components["schemas"]["BulkResults"]> = /* @__PURE__ */ quickly(fits17, validate47);

/** Tells whether a value is as the operation wants it. */
export const validateListCustomerGroupsQuery: Validator<unknown> = /* @__PURE__ */ quickly(fits18, validate49);

/** Tells whether a value is as the operation wants it. */
export const validateGetCustomerGroupPath: Validator<unknown> = /* @__PURE__ */ quickly(fits19, validate50);

/** Tells whether a value is as the operation wants it. */
export const validateUpdateCustomerGroupPath: Validator<unknown> = /* @__PURE__ */ quickly(fits20, validate51);

/** Tells whether a value is as the operation wants it. */
export const validateDeleteCustomerGroupPath: Validator<unknown> = /* @__PURE__ */ quickly(fits21, validate52);

const schema6 = {"required":["CustomerGroupID","Name","Description","MinimumOrder","NonTaxable","AllowRegistration","DisableRewardPoints","AutoApprove","RegistrationMessage","PriceLevel"],"type":"object","properties":{"CustomerGroupID":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"Name":{"maxLength":150,"type":"string"},"Description":{"maxLength":65535,"type":"string"},"MinimumOrder":{"type":"string"},"NonTaxable":{"type":"boolean"},"AllowRegistration":{"type":"boolean"},"DisableRewardPoints":{"type":"boolean"},"AutoApprove":{"type":"boolean"},"RegistrationMessage":{"maxLength":65535,"type":"string"},"PriceLevel":{"type":"integer","minimum":-2147483648,"maximum":2147483647}},"additionalProperties":false};
const func2 = Object.prototype.hasOwnProperty;

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
if(!(func2.call(schema6.properties, key0))){
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
if(typeof data.MinimumOrder !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/MinimumOrder",schemaPath:"#/properties/MinimumOrder/type",keyword:"type",params:{type: "string"},message:"must be string"});
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
validate21.errors = vErrors;
return errors === 0;
}

const schema7 = {"required":["Name"],"type":"object","properties":{"CustomerGroupID":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"Name":{"maxLength":150,"type":"string"},"Description":{"maxLength":65535,"type":"string"},"MinimumOrder":{"type":"string"},"NonTaxable":{"type":"boolean"},"AllowRegistration":{"type":"boolean"},"DisableRewardPoints":{"type":"boolean"},"AutoApprove":{"type":"boolean"},"RegistrationMessage":{"maxLength":65535,"type":"string"},"PriceLevel":{"type":"integer","minimum":-2147483648,"maximum":2147483647}},"additionalProperties":false};

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.Name === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "Name"},message:"must have required property '"+"Name"+"'"});
errors++;
}
for(const key0 in data){
if(!(func2.call(schema7.properties, key0))){
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
if(typeof data.MinimumOrder !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/MinimumOrder",schemaPath:"#/properties/MinimumOrder/type",keyword:"type",params:{type: "string"},message:"must be string"});
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
validate22.errors = vErrors;
return errors === 0;
}

const schema8 = {"type":"object","properties":{"CustomerGroupID":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"Name":{"maxLength":150,"type":"string"},"Description":{"maxLength":65535,"type":"string"},"MinimumOrder":{"type":"string"},"NonTaxable":{"type":"boolean"},"AllowRegistration":{"type":"boolean"},"DisableRewardPoints":{"type":"boolean"},"AutoApprove":{"type":"boolean"},"RegistrationMessage":{"maxLength":65535,"type":"string"},"PriceLevel":{"type":"integer","minimum":-2147483648,"maximum":2147483647}},"additionalProperties":false};

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func2.call(schema8.properties, key0))){
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
if(typeof data.MinimumOrder !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/MinimumOrder",schemaPath:"#/properties/MinimumOrder/type",keyword:"type",params:{type: "string"},message:"must be string"});
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
validate23.errors = vErrors;
return errors === 0;
}

const schema9 = {"required":["CustomerGroupID"],"type":"object","properties":{"CustomerGroupID":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"Name":{"maxLength":150,"type":"string"},"Description":{"maxLength":65535,"type":"string"},"MinimumOrder":{"type":"string"},"NonTaxable":{"type":"boolean"},"AllowRegistration":{"type":"boolean"},"DisableRewardPoints":{"type":"boolean"},"AutoApprove":{"type":"boolean"},"RegistrationMessage":{"maxLength":65535,"type":"string"},"PriceLevel":{"type":"integer","minimum":-2147483648,"maximum":2147483647}},"additionalProperties":false};

function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.CustomerGroupID === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "CustomerGroupID"},message:"must have required property '"+"CustomerGroupID"+"'"});
errors++;
}
for(const key0 in data){
if(!(func2.call(schema9.properties, key0))){
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
if(typeof data.MinimumOrder !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/MinimumOrder",schemaPath:"#/properties/MinimumOrder/type",keyword:"type",params:{type: "string"},message:"must be string"});
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
validate24.errors = vErrors;
return errors === 0;
}


function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
if(!(validate24(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array"});
errors++;
}
validate25.errors = vErrors;
return errors === 0;
}


function validate27(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
if(!(validate21(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array"});
errors++;
}
validate27.errors = vErrors;
return errors === 0;
}


function validate29(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
if(!(validate21(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array"});
errors++;
}
validate29.errors = vErrors;
return errors === 0;
}


function validate31(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
validate31.errors = vErrors;
return errors === 0;
}


function validate32(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
const _errs0 = errors;
let valid0 = false;
let passing0 = null;
const _errs1 = errors;
if(!(validate27(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
var _valid0 = _errs1 === errors;
if(_valid0){
valid0 = true;
passing0 = 0;
}
const _errs2 = errors;
if(!(validate31(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
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
validate32.errors = vErrors;
return errors === 0;
}

const schema15 = {"required":["Key","Value","Status","Message"],"type":"object","properties":{"Key":{"enum":["CustomerGroupID"],"type":"string"},"Value":{"pattern":"^-?[0-9]{1,10}$","type":"string"},"Status":{"enum":["201"],"type":"string"},"Message":{"maxLength":1000,"minLength":1,"type":"string"}},"additionalProperties":false};
const pattern0 = /* @__PURE__ */ new RegExp("^-?[0-9]{1,10}$", "u");

function validate35(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
(vErrors ??= []).push({instancePath:instancePath+"/Key",schemaPath:"#/properties/Key/enum",keyword:"enum",params:{allowedValues: schema15.properties.Key.enum},message:"must be equal to one of the allowed values"});
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
(vErrors ??= []).push({instancePath:instancePath+"/Status",schemaPath:"#/properties/Status/enum",keyword:"enum",params:{allowedValues: schema15.properties.Status.enum},message:"must be equal to one of the allowed values"});
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
validate35.errors = vErrors;
return errors === 0;
}

const schema16 = {"required":["Key","Value","Status","Message"],"type":"object","properties":{"Key":{"enum":["CustomerGroupID"],"type":"string"},"Value":{"pattern":"^-?[0-9]{1,10}$","type":"string"},"Status":{"enum":["200"],"type":"string"},"Message":{"maxLength":1000,"minLength":1,"type":"string"}},"additionalProperties":false};

function validate36(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
(vErrors ??= []).push({instancePath:instancePath+"/Key",schemaPath:"#/properties/Key/enum",keyword:"enum",params:{allowedValues: schema16.properties.Key.enum},message:"must be equal to one of the allowed values"});
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
(vErrors ??= []).push({instancePath:instancePath+"/Status",schemaPath:"#/properties/Status/enum",keyword:"enum",params:{allowedValues: schema16.properties.Status.enum},message:"must be equal to one of the allowed values"});
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
validate36.errors = vErrors;
return errors === 0;
}

const schema17 = {"required":["Key","Value","Status","Message"],"type":"object","properties":{"Key":{"enum":["CustomerGroupID"],"type":"string"},"Value":{"pattern":"^-?[0-9]{1,10}$","type":"string"},"Status":{"enum":["200"],"type":"string"},"Message":{"maxLength":1000,"minLength":1,"type":"string"}},"additionalProperties":false};

function validate37(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
(vErrors ??= []).push({instancePath:instancePath+"/Key",schemaPath:"#/properties/Key/enum",keyword:"enum",params:{allowedValues: schema17.properties.Key.enum},message:"must be equal to one of the allowed values"});
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
(vErrors ??= []).push({instancePath:instancePath+"/Status",schemaPath:"#/properties/Status/enum",keyword:"enum",params:{allowedValues: schema17.properties.Status.enum},message:"must be equal to one of the allowed values"});
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
validate37.errors = vErrors;
return errors === 0;
}

const schema18 = {"required":["Key","Value","Status","Message"],"type":"object","properties":{"Key":{"enum":["CustomerGroupID","Error"],"type":"string"},"Value":{"maxLength":200,"type":"string"},"Status":{"pattern":"^(200|400|404)$","type":"string"},"Message":{"maxLength":1000,"minLength":1,"type":"string"}},"additionalProperties":false};
const pattern3 = /* @__PURE__ */ new RegExp("^(200|400|404)$", "u");

function validate38(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
(vErrors ??= []).push({instancePath:instancePath+"/Key",schemaPath:"#/properties/Key/enum",keyword:"enum",params:{allowedValues: schema18.properties.Key.enum},message:"must be equal to one of the allowed values"});
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
validate38.errors = vErrors;
return errors === 0;
}


function validate39(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
if(!(validate35(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors);
errors = vErrors.length;
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array"});
errors++;
}
validate39.errors = vErrors;
return errors === 0;
}


function validate41(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
if(!(validate36(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors);
errors = vErrors.length;
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array"});
errors++;
}
validate41.errors = vErrors;
return errors === 0;
}


function validate43(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
if(!(validate37(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate37.errors : vErrors.concat(validate37.errors);
errors = vErrors.length;
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array"});
errors++;
}
validate43.errors = vErrors;
return errors === 0;
}


function validate45(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
if(!(validate36(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors);
errors = vErrors.length;
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array"});
errors++;
}
validate45.errors = vErrors;
return errors === 0;
}


function validate47(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
if(!(validate38(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
errors = vErrors.length;
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array"});
errors++;
}
validate47.errors = vErrors;
return errors === 0;
}

const schema24 = {"type":"object","properties":{"limit":{"type":"integer","minimum":1,"maximum":500},"offset":{"type":"integer","minimum":0,"maximum":2147483647},"countonly":{"enum":[0,1],"type":"integer"}},"additionalProperties":false};

function validate49(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
(vErrors ??= []).push({instancePath:instancePath+"/countonly",schemaPath:"#/properties/countonly/enum",keyword:"enum",params:{allowedValues: schema24.properties.countonly.enum},message:"must be equal to one of the allowed values"});
errors++;
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"});
errors++;
}
validate49.errors = vErrors;
return errors === 0;
}


function validate50(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
validate50.errors = vErrors;
return errors === 0;
}


function validate51(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
validate51.errors = vErrors;
return errors === 0;
}


function validate52(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
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
validate52.errors = vErrors;
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
/** Tells at once that a value fits; where it does not, ajv's function says why. */
function quickly(fits, explain) {
	function validate(data) {
		if (fits(data)) {
			validate.errors = null;
			return true;
		}
		const valid = explain(data);
		validate.errors = explain.errors;
		return valid;
	}
	return validate;
}
const quickPattern0 = /* @__PURE__ */ new RegExp("^-?[0-9]{1,10}$", "u");
const quickPattern1 = /* @__PURE__ */ new RegExp("^(200|400|404)$", "u");
function fits0(data) {
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
	if (!(typeof member0_3 === "string")) return false;
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
function fits1(data) {
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
		if (!(typeof member0_3 === "string")) return false;
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
function fits2(data) {
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
		if (!(typeof member0_3 === "string")) return false;
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
function fits3(data) {
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
		if (!(typeof member0_3 === "string")) return false;
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
function fits4(data) {
	if (!(Array.isArray(data))) return false;
	if (data.length > 100) return false;
	if (data.length < 1) return false;
	for (let index0 = 0; index0 < data.length; index0++) {
		const item0 = data[index0];
		if (!fits3(item0)) return false;
	}
	return true;
}
function fits5(data) {
	if (!(Array.isArray(data))) return false;
	if (data.length > 500) return false;
	if (data.length < 1) return false;
	for (let index0 = 0; index0 < data.length; index0++) {
		const item0 = data[index0];
		if (!fits0(item0)) return false;
	}
	return true;
}
function fits6(data) {
	if (!(Array.isArray(data))) return false;
	if (data.length > 1) return false;
	if (data.length < 1) return false;
	for (let index0 = 0; index0 < data.length; index0++) {
		const item0 = data[index0];
		if (!fits0(item0)) return false;
	}
	return true;
}
function fits7(data) {
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
function fits8(data) {
	if (Number(fits5(data)) + Number(fits7(data)) !== 1) return false;
	return true;
}
function fits9(data) {
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
function fits10(data) {
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
function fits11(data) {
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
function fits12(data) {
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
function fits13(data) {
	if (!(Array.isArray(data))) return false;
	if (data.length > 1) return false;
	if (data.length < 1) return false;
	for (let index0 = 0; index0 < data.length; index0++) {
		const item0 = data[index0];
		if (!fits9(item0)) return false;
	}
	return true;
}
function fits14(data) {
	if (!(Array.isArray(data))) return false;
	if (data.length > 1) return false;
	if (data.length < 1) return false;
	for (let index0 = 0; index0 < data.length; index0++) {
		const item0 = data[index0];
		if (!fits10(item0)) return false;
	}
	return true;
}
function fits15(data) {
	if (!(Array.isArray(data))) return false;
	if (data.length > 1) return false;
	if (data.length < 1) return false;
	for (let index0 = 0; index0 < data.length; index0++) {
		const item0 = data[index0];
		if (!fits11(item0)) return false;
	}
	return true;
}
function fits16(data) {
	if (!(Array.isArray(data))) return false;
	if (data.length > 100) return false;
	if (data.length < 1) return false;
	for (let index0 = 0; index0 < data.length; index0++) {
		const item0 = data[index0];
		if (!fits10(item0)) return false;
	}
	return true;
}
function fits17(data) {
	if (!(Array.isArray(data))) return false;
	if (data.length > 100) return false;
	if (data.length < 2) return false;
	for (let index0 = 0; index0 < data.length; index0++) {
		const item0 = data[index0];
		if (!fits12(item0)) return false;
	}
	return true;
}
function fits18(data) {
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
function fits19(data) {
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
function fits20(data) {
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
function fits21(data) {
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
