import './theme/layers.css';
import '@mantine/core/styles.layer.css';
import './theme/tokens.css';
import './theme/states.css';
import './theme/base.css';
import './theme/touch.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';

const root = document.getElementById('root');
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
