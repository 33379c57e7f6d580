import type { CreateNodes } from "@nx/devkit";

export declare const name: string;
export declare const createNodes: CreateNodes;
