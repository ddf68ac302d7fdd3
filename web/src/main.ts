import '../../data/design/tokens.css';
import './design/font.css';
import './design/base.css';
import { mount } from 'svelte';
import { surroundings } from './api/client';
import App from './app/App.svelte';
import { chooseRemembered } from './app/messages.svelte';
import { reached } from './app/notices.svelte';
import { listenToAddress } from './app/router.svelte';
import { begin } from './identity/session.svelte';

surroundings.reached = reached;
listenToAddress();
await Promise.all([chooseRemembered(), begin()]);
mount(App, { target: document.getElementById('app')! });
