/*
| Only what belongs to no plugin is routed here. A plugin's addresses stand in its own routes.ts.
*/
import router from '@adonisjs/core/services/router'

router.on('/').render('pages/home/index').as('home')
