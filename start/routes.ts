/*
| Only what belongs to no plugin is routed here. A plugin's addresses stand in its own routes.ts.
*/
