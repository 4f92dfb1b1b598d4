package io.guildstorm.reports.page.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HtmlTest {
    @Test
    void html_stays_and_all_else_is_escaped() {
        Html html = Html.of("<p>{}{}{}</p>", "<a>", Html.of("<b>{}</b>", "&"), List.of(Html.text("\"")));

        assertThat(html.markup()).isEqualTo("<p>&lt;a&gt;<b>&amp;</b>&quot;</p>");
    }

    @Test
    void gaps_in_a_value_are_not_filled() {
        assertThat(Html.of("{}-{}", "{}", 2).markup()).isEqualTo("{}-2");
    }

    @Test
    void gaps_and_values_must_match() {
        assertThatIllegalArgumentException().isThrownBy(() -> Html.of("<p>{}</p>"));
        assertThatIllegalArgumentException().isThrownBy(() -> Html.of("<p></p>", 1));
    }

    @Test
    void unknown_cannot_slip_in() {
        assertThatIllegalArgumentException().isThrownBy(() -> Html.of("{}", (Object) null));
        assertThat(Say.millis(null)).isEqualTo(Say.unknown());
        assertThat(Say.count(0).markup()).isEqualTo("0");
    }
}
