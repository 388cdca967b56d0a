import type { VNode } from 'preact';
import type { Report } from '../../engine/report.js';
import { AreaGrid } from './area-grid.js';
import { readAsset } from '../../../pages/asset.js';
import { Cases } from './cases.js';
import { Causes } from './causes.js';
import { citedSections } from './cited-sections.js';
import { Masthead } from './masthead.js';
import { outcomeOf } from './outcome.js';
import { RequirementTable } from './requirement-table.js';
import { sectionsIn } from './source.js';
import { Sources } from './sources.js';
import { VerdictBar } from './verdict-bar.js';
import { VerdictShapes } from './verdict-mark.js';

export interface PageProps {
  readonly report: Report;
  /** The command that ran the suite. */
  readonly command: string;
}

/** The whole document. It asks for nothing from anywhere, and its policy would not let it. */
export function Page({ report, command }: PageProps): VNode {
  const style = readAsset('page.css');
  const script = readAsset('page.js');
  const cited = citedSections(new Set(report.requirements.flatMap(({ source }) => sectionsIn(source))));
  const sections = new Set(cited.map(({ number }) => number));
  const policy = [
    "default-src 'none'",
    `style-src ${style.policySource}`,
    `script-src ${script.policySource}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>{`${outcomeOf(report).word}: conformance of ${report.target.address}`}</title>
        <link rel="icon" href="data:," />
        <style dangerouslySetInnerHTML={{ __html: style.text }} />
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the verdicts
        </a>
        <VerdictShapes />
        <Masthead report={report} />
        <main id="main" tabIndex={-1}>
          {report.requirements.length > 0 && (
            <>
              <VerdictBar report={report} />
              <AreaGrid report={report} />
              {report.diagnosis !== undefined && <Causes diagnosis={report.diagnosis} />}
              <Cases report={report} command={command} sections={sections} />
              <RequirementTable report={report} sections={sections} />
              <Sources sections={cited} />
            </>
          )}
        </main>
        <script dangerouslySetInnerHTML={{ __html: script.text }} />
      </body>
    </html>
  );
}
