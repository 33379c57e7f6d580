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

/** Tells whether a value is a `CustomerGroupCreate` in its exact variant. */
export const validateCustomerGroupCreate: Validator<components["schemas"]["CustomerGroupCreate"]> = validate10;

/** Tells whether a value is a `CustomerGroupUpdate` in its exact variant. */
export const validateCustomerGroupUpdate: Validator<components["schemas"]["CustomerGroupUpdate"]> = validate11;

/** Tells whether a value is a `CustomerGroupBulkItem` in its exact variant. */
export const validateCustomerGroupBulkItem: Validator<components["schemas"]["CustomerGroupBulkItem"]> = validate12;

/** Tells whether a value is a `CustomerGroupBulkUpdate` in its exact variant. */
export const validateCustomerGroupBulkUpdate: Validator<components["schemas"]["CustomerGroupBulkUpdate"]> = validate13;

const schema11 = {"required":["Name"],"type":"object","properties":{"CustomerGroupID":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"Name":{"maxLength":150,"type":"string"},"Description":{"maxLength":65535,"type":"string"},"MinimumOrder":{"type":"string"},"NonTaxable":{"type":"boolean"},"AllowRegistration":{"type":"boolean"},"DisableRewardPoints":{"type":"boolean"},"AutoApprove":{"type":"boolean"},"RegistrationMessage":{"maxLength":65535,"type":"string"},"PriceLevel":{"type":"integer","minimum":-2147483648,"maximum":2147483647}},"additionalProperties":false};
const func2 = Object.prototype.hasOwnProperty;
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

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.Name === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "Name"},message:"must have required property '"+"Name"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(func2.call(schema11.properties, key0))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.CustomerGroupID !== undefined){
let data0 = data.CustomerGroupID;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
const err2 = {instancePath:instancePath+"/CustomerGroupID",schemaPath:"#/properties/CustomerGroupID/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 2147483647 || isNaN(data0)){
const err3 = {instancePath:instancePath+"/CustomerGroupID",schemaPath:"#/properties/CustomerGroupID/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data0 < -2147483648 || isNaN(data0)){
const err4 = {instancePath:instancePath+"/CustomerGroupID",schemaPath:"#/properties/CustomerGroupID/minimum",keyword:"minimum",params:{comparison: ">=", limit: -2147483648},message:"must be >= -2147483648"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
if(data.Name !== undefined){
let data1 = data.Name;
if(typeof data1 === "string"){
if(longer(data1, 150)){
const err5 = {instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/maxLength",keyword:"maxLength",params:{limit: 150},message:"must NOT have more than 150 characters"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.Description !== undefined){
let data2 = data.Description;
if(typeof data2 === "string"){
if(longer(data2, 65535)){
const err7 = {instancePath:instancePath+"/Description",schemaPath:"#/properties/Description/maxLength",keyword:"maxLength",params:{limit: 65535},message:"must NOT have more than 65535 characters"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/Description",schemaPath:"#/properties/Description/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.MinimumOrder !== undefined){
if(typeof data.MinimumOrder !== "string"){
const err9 = {instancePath:instancePath+"/MinimumOrder",schemaPath:"#/properties/MinimumOrder/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.NonTaxable !== undefined){
if(typeof data.NonTaxable !== "boolean"){
const err10 = {instancePath:instancePath+"/NonTaxable",schemaPath:"#/properties/NonTaxable/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.AllowRegistration !== undefined){
if(typeof data.AllowRegistration !== "boolean"){
const err11 = {instancePath:instancePath+"/AllowRegistration",schemaPath:"#/properties/AllowRegistration/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.DisableRewardPoints !== undefined){
if(typeof data.DisableRewardPoints !== "boolean"){
const err12 = {instancePath:instancePath+"/DisableRewardPoints",schemaPath:"#/properties/DisableRewardPoints/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.AutoApprove !== undefined){
if(typeof data.AutoApprove !== "boolean"){
const err13 = {instancePath:instancePath+"/AutoApprove",schemaPath:"#/properties/AutoApprove/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.RegistrationMessage !== undefined){
let data8 = data.RegistrationMessage;
if(typeof data8 === "string"){
if(longer(data8, 65535)){
const err14 = {instancePath:instancePath+"/RegistrationMessage",schemaPath:"#/properties/RegistrationMessage/maxLength",keyword:"maxLength",params:{limit: 65535},message:"must NOT have more than 65535 characters"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/RegistrationMessage",schemaPath:"#/properties/RegistrationMessage/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.PriceLevel !== undefined){
let data9 = data.PriceLevel;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
const err16 = {instancePath:instancePath+"/PriceLevel",schemaPath:"#/properties/PriceLevel/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 2147483647 || isNaN(data9)){
const err17 = {instancePath:instancePath+"/PriceLevel",schemaPath:"#/properties/PriceLevel/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(data9 < -2147483648 || isNaN(data9)){
const err18 = {instancePath:instancePath+"/PriceLevel",schemaPath:"#/properties/PriceLevel/minimum",keyword:"minimum",params:{comparison: ">=", limit: -2147483648},message:"must be >= -2147483648"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
}
else {
const err19 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}

const schema12 = {"type":"object","properties":{"CustomerGroupID":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"Name":{"maxLength":150,"type":"string"},"Description":{"maxLength":65535,"type":"string"},"MinimumOrder":{"type":"string"},"NonTaxable":{"type":"boolean"},"AllowRegistration":{"type":"boolean"},"DisableRewardPoints":{"type":"boolean"},"AutoApprove":{"type":"boolean"},"RegistrationMessage":{"maxLength":65535,"type":"string"},"PriceLevel":{"type":"integer","minimum":-2147483648,"maximum":2147483647}},"additionalProperties":false};

function validate11(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func2.call(schema12.properties, key0))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.CustomerGroupID !== undefined){
let data0 = data.CustomerGroupID;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
const err1 = {instancePath:instancePath+"/CustomerGroupID",schemaPath:"#/properties/CustomerGroupID/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 2147483647 || isNaN(data0)){
const err2 = {instancePath:instancePath+"/CustomerGroupID",schemaPath:"#/properties/CustomerGroupID/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data0 < -2147483648 || isNaN(data0)){
const err3 = {instancePath:instancePath+"/CustomerGroupID",schemaPath:"#/properties/CustomerGroupID/minimum",keyword:"minimum",params:{comparison: ">=", limit: -2147483648},message:"must be >= -2147483648"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
if(data.Name !== undefined){
let data1 = data.Name;
if(typeof data1 === "string"){
if(longer(data1, 150)){
const err4 = {instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/maxLength",keyword:"maxLength",params:{limit: 150},message:"must NOT have more than 150 characters"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.Description !== undefined){
let data2 = data.Description;
if(typeof data2 === "string"){
if(longer(data2, 65535)){
const err6 = {instancePath:instancePath+"/Description",schemaPath:"#/properties/Description/maxLength",keyword:"maxLength",params:{limit: 65535},message:"must NOT have more than 65535 characters"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/Description",schemaPath:"#/properties/Description/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.MinimumOrder !== undefined){
if(typeof data.MinimumOrder !== "string"){
const err8 = {instancePath:instancePath+"/MinimumOrder",schemaPath:"#/properties/MinimumOrder/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.NonTaxable !== undefined){
if(typeof data.NonTaxable !== "boolean"){
const err9 = {instancePath:instancePath+"/NonTaxable",schemaPath:"#/properties/NonTaxable/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.AllowRegistration !== undefined){
if(typeof data.AllowRegistration !== "boolean"){
const err10 = {instancePath:instancePath+"/AllowRegistration",schemaPath:"#/properties/AllowRegistration/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.DisableRewardPoints !== undefined){
if(typeof data.DisableRewardPoints !== "boolean"){
const err11 = {instancePath:instancePath+"/DisableRewardPoints",schemaPath:"#/properties/DisableRewardPoints/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.AutoApprove !== undefined){
if(typeof data.AutoApprove !== "boolean"){
const err12 = {instancePath:instancePath+"/AutoApprove",schemaPath:"#/properties/AutoApprove/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.RegistrationMessage !== undefined){
let data8 = data.RegistrationMessage;
if(typeof data8 === "string"){
if(longer(data8, 65535)){
const err13 = {instancePath:instancePath+"/RegistrationMessage",schemaPath:"#/properties/RegistrationMessage/maxLength",keyword:"maxLength",params:{limit: 65535},message:"must NOT have more than 65535 characters"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/RegistrationMessage",schemaPath:"#/properties/RegistrationMessage/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.PriceLevel !== undefined){
let data9 = data.PriceLevel;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
const err15 = {instancePath:instancePath+"/PriceLevel",schemaPath:"#/properties/PriceLevel/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 2147483647 || isNaN(data9)){
const err16 = {instancePath:instancePath+"/PriceLevel",schemaPath:"#/properties/PriceLevel/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data9 < -2147483648 || isNaN(data9)){
const err17 = {instancePath:instancePath+"/PriceLevel",schemaPath:"#/properties/PriceLevel/minimum",keyword:"minimum",params:{comparison: ">=", limit: -2147483648},message:"must be >= -2147483648"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
}
else {
const err18 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
validate11.errors = vErrors;
return errors === 0;
}

const schema13 = {"required":["CustomerGroupID"],"type":"object","properties":{"CustomerGroupID":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"Name":{"maxLength":150,"type":"string"},"Description":{"maxLength":65535,"type":"string"},"MinimumOrder":{"type":"string"},"NonTaxable":{"type":"boolean"},"AllowRegistration":{"type":"boolean"},"DisableRewardPoints":{"type":"boolean"},"AutoApprove":{"type":"boolean"},"RegistrationMessage":{"maxLength":65535,"type":"string"},"PriceLevel":{"type":"integer","minimum":-2147483648,"maximum":2147483647}},"additionalProperties":false};

function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.CustomerGroupID === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "CustomerGroupID"},message:"must have required property '"+"CustomerGroupID"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(func2.call(schema13.properties, key0))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.CustomerGroupID !== undefined){
let data0 = data.CustomerGroupID;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
const err2 = {instancePath:instancePath+"/CustomerGroupID",schemaPath:"#/properties/CustomerGroupID/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 2147483647 || isNaN(data0)){
const err3 = {instancePath:instancePath+"/CustomerGroupID",schemaPath:"#/properties/CustomerGroupID/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data0 < -2147483648 || isNaN(data0)){
const err4 = {instancePath:instancePath+"/CustomerGroupID",schemaPath:"#/properties/CustomerGroupID/minimum",keyword:"minimum",params:{comparison: ">=", limit: -2147483648},message:"must be >= -2147483648"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
if(data.Name !== undefined){
let data1 = data.Name;
if(typeof data1 === "string"){
if(longer(data1, 150)){
const err5 = {instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/maxLength",keyword:"maxLength",params:{limit: 150},message:"must NOT have more than 150 characters"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/Name",schemaPath:"#/properties/Name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.Description !== undefined){
let data2 = data.Description;
if(typeof data2 === "string"){
if(longer(data2, 65535)){
const err7 = {instancePath:instancePath+"/Description",schemaPath:"#/properties/Description/maxLength",keyword:"maxLength",params:{limit: 65535},message:"must NOT have more than 65535 characters"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/Description",schemaPath:"#/properties/Description/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.MinimumOrder !== undefined){
if(typeof data.MinimumOrder !== "string"){
const err9 = {instancePath:instancePath+"/MinimumOrder",schemaPath:"#/properties/MinimumOrder/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.NonTaxable !== undefined){
if(typeof data.NonTaxable !== "boolean"){
const err10 = {instancePath:instancePath+"/NonTaxable",schemaPath:"#/properties/NonTaxable/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.AllowRegistration !== undefined){
if(typeof data.AllowRegistration !== "boolean"){
const err11 = {instancePath:instancePath+"/AllowRegistration",schemaPath:"#/properties/AllowRegistration/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.DisableRewardPoints !== undefined){
if(typeof data.DisableRewardPoints !== "boolean"){
const err12 = {instancePath:instancePath+"/DisableRewardPoints",schemaPath:"#/properties/DisableRewardPoints/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.AutoApprove !== undefined){
if(typeof data.AutoApprove !== "boolean"){
const err13 = {instancePath:instancePath+"/AutoApprove",schemaPath:"#/properties/AutoApprove/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.RegistrationMessage !== undefined){
let data8 = data.RegistrationMessage;
if(typeof data8 === "string"){
if(longer(data8, 65535)){
const err14 = {instancePath:instancePath+"/RegistrationMessage",schemaPath:"#/properties/RegistrationMessage/maxLength",keyword:"maxLength",params:{limit: 65535},message:"must NOT have more than 65535 characters"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/RegistrationMessage",schemaPath:"#/properties/RegistrationMessage/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.PriceLevel !== undefined){
let data9 = data.PriceLevel;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
const err16 = {instancePath:instancePath+"/PriceLevel",schemaPath:"#/properties/PriceLevel/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 2147483647 || isNaN(data9)){
const err17 = {instancePath:instancePath+"/PriceLevel",schemaPath:"#/properties/PriceLevel/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(data9 < -2147483648 || isNaN(data9)){
const err18 = {instancePath:instancePath+"/PriceLevel",schemaPath:"#/properties/PriceLevel/minimum",keyword:"minimum",params:{comparison: ">=", limit: -2147483648},message:"must be >= -2147483648"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
}
else {
const err19 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
validate12.errors = vErrors;
return errors === 0;
}


function validate13(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
if(data.length > 100){
const err0 = {instancePath,schemaPath:"#/maxItems",keyword:"maxItems",params:{limit: 100},message:"must NOT have more than 100 items"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.length < 1){
const err1 = {instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.CustomerGroupID === undefined){
const err2 = {instancePath:instancePath+"/" + i0,schemaPath:"#/components/schemas/CustomerGroupBulkItem/required",keyword:"required",params:{missingProperty: "CustomerGroupID"},message:"must have required property '"+"CustomerGroupID"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data0){
if(!(func2.call(schema13.properties, key0))){
const err3 = {instancePath:instancePath+"/" + i0,schemaPath:"#/components/schemas/CustomerGroupBulkItem/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data0.CustomerGroupID !== undefined){
let data1 = data0.CustomerGroupID;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err4 = {instancePath:instancePath+"/" + i0+"/CustomerGroupID",schemaPath:"#/components/schemas/CustomerGroupBulkItem/properties/CustomerGroupID/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 2147483647 || isNaN(data1)){
const err5 = {instancePath:instancePath+"/" + i0+"/CustomerGroupID",schemaPath:"#/components/schemas/CustomerGroupBulkItem/properties/CustomerGroupID/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data1 < -2147483648 || isNaN(data1)){
const err6 = {instancePath:instancePath+"/" + i0+"/CustomerGroupID",schemaPath:"#/components/schemas/CustomerGroupBulkItem/properties/CustomerGroupID/minimum",keyword:"minimum",params:{comparison: ">=", limit: -2147483648},message:"must be >= -2147483648"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
if(data0.Name !== undefined){
let data2 = data0.Name;
if(typeof data2 === "string"){
if(longer(data2, 150)){
const err7 = {instancePath:instancePath+"/" + i0+"/Name",schemaPath:"#/components/schemas/CustomerGroupBulkItem/properties/Name/maxLength",keyword:"maxLength",params:{limit: 150},message:"must NOT have more than 150 characters"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/" + i0+"/Name",schemaPath:"#/components/schemas/CustomerGroupBulkItem/properties/Name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data0.Description !== undefined){
let data3 = data0.Description;
if(typeof data3 === "string"){
if(longer(data3, 65535)){
const err9 = {instancePath:instancePath+"/" + i0+"/Description",schemaPath:"#/components/schemas/CustomerGroupBulkItem/properties/Description/maxLength",keyword:"maxLength",params:{limit: 65535},message:"must NOT have more than 65535 characters"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/" + i0+"/Description",schemaPath:"#/components/schemas/CustomerGroupBulkItem/properties/Description/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data0.MinimumOrder !== undefined){
if(typeof data0.MinimumOrder !== "string"){
const err11 = {instancePath:instancePath+"/" + i0+"/MinimumOrder",schemaPath:"#/components/schemas/CustomerGroupBulkItem/properties/MinimumOrder/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data0.NonTaxable !== undefined){
if(typeof data0.NonTaxable !== "boolean"){
const err12 = {instancePath:instancePath+"/" + i0+"/NonTaxable",schemaPath:"#/components/schemas/CustomerGroupBulkItem/properties/NonTaxable/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data0.AllowRegistration !== undefined){
if(typeof data0.AllowRegistration !== "boolean"){
const err13 = {instancePath:instancePath+"/" + i0+"/AllowRegistration",schemaPath:"#/components/schemas/CustomerGroupBulkItem/properties/AllowRegistration/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data0.DisableRewardPoints !== undefined){
if(typeof data0.DisableRewardPoints !== "boolean"){
const err14 = {instancePath:instancePath+"/" + i0+"/DisableRewardPoints",schemaPath:"#/components/schemas/CustomerGroupBulkItem/properties/DisableRewardPoints/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data0.AutoApprove !== undefined){
if(typeof data0.AutoApprove !== "boolean"){
const err15 = {instancePath:instancePath+"/" + i0+"/AutoApprove",schemaPath:"#/components/schemas/CustomerGroupBulkItem/properties/AutoApprove/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data0.RegistrationMessage !== undefined){
let data9 = data0.RegistrationMessage;
if(typeof data9 === "string"){
if(longer(data9, 65535)){
const err16 = {instancePath:instancePath+"/" + i0+"/RegistrationMessage",schemaPath:"#/components/schemas/CustomerGroupBulkItem/properties/RegistrationMessage/maxLength",keyword:"maxLength",params:{limit: 65535},message:"must NOT have more than 65535 characters"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/" + i0+"/RegistrationMessage",schemaPath:"#/components/schemas/CustomerGroupBulkItem/properties/RegistrationMessage/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data0.PriceLevel !== undefined){
let data10 = data0.PriceLevel;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
const err18 = {instancePath:instancePath+"/" + i0+"/PriceLevel",schemaPath:"#/components/schemas/CustomerGroupBulkItem/properties/PriceLevel/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 > 2147483647 || isNaN(data10)){
const err19 = {instancePath:instancePath+"/" + i0+"/PriceLevel",schemaPath:"#/components/schemas/CustomerGroupBulkItem/properties/PriceLevel/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647},message:"must be <= 2147483647"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(data10 < -2147483648 || isNaN(data10)){
const err20 = {instancePath:instancePath+"/" + i0+"/PriceLevel",schemaPath:"#/components/schemas/CustomerGroupBulkItem/properties/PriceLevel/minimum",keyword:"minimum",params:{comparison: ">=", limit: -2147483648},message:"must be >= -2147483648"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
}
else {
const err21 = {instancePath:instancePath+"/" + i0,schemaPath:"#/components/schemas/CustomerGroupBulkItem/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
else {
const err22 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
validate13.errors = vErrors;
return errors === 0;
}
