export { issue, type Issued, type IssueOptions } from './issued.js';
