package io.guildstorm.scenarios.run.hot;

import io.guildstorm.scenarios.swarm.SwarmEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What it saved that most sessions do not have the guild open: over the whole run, ramp included.
final class PassiveFacts {
    private final Measured found;

    PassiveFacts(Measured found) {
        this.found = found;
    }

    Map<String, @Nullable Object> experiment() {
        long sessions = 0;
        long updates = 0;
        long updateBytes = 0;
        long all = 0;
        long due = 0;
        long wireBytes = 0;
        for (SwarmEvent.Result result : found.swarm) {
            sessions += result.passive().sessions();
            updates += result.passive().updates();
            updateBytes += result.passive().updateBytes();
            all += result.passive().of();
            due += result.audit().expected();
            wireBytes += result.wireBytes();
        }
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("passive_updates", updates);
        facts.put("passive_update_bytes", updateBytes);
        facts.put("wire_bytes", wireBytes);
        Double each = bytesOfDelivery();
        if (sessions > 0 && sessions < all) {
            // as many a session as those got that have the guild open
            long spared = Math.round((double) due / (all - sessions) * sessions);
            facts.put("deliveries_spared", spared);
            facts.put("wire_bytes_spared", each == null ? null : (Long) (Math.round(spared * each) - updateBytes));
        }
        return facts;
    }

    private @Nullable Double bytesOfDelivery() {
        return found.swarm.stream()
                .map(SwarmEvent.Result::wireBytesPerDelivery)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
