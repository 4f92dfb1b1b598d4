@NullMarked
package io.guildstorm.reports.record;

import org.jspecify.annotations.NullMarked;
