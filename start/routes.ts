/*
| Only what belongs to no plugin is routed here. A plugin's addresses stand in its own routes.ts.
*/
import router from '@adonisjs/core/services/router'

const HomeController = () => import('#controllers/home_controller')

router.get('/', [HomeController, 'index']).as('home')
