/// How every chart looks: fonts, colours with dashes, axes, target lines, the key above a panel.
/// - **Called by** `chart`, which decides what is drawn. **Calls** JFreeChart and AWT.
/// - **Owner** none: everything here is a value or made anew for one chart, except the fonts, which never change.
@NullMarked
package io.guildstorm.reports.chart.theme;

import org.jspecify.annotations.NullMarked;
