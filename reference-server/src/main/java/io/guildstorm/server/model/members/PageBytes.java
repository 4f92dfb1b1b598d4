package io.guildstorm.server.model.members;

import java.nio.ByteBuffer;
import java.util.BitSet;

/// A page as bytes: how many members and texts, then column after column, big-endian. Pure.
public final class PageBytes {
    private PageBytes() {}

    public static byte[] of(MemberPage page) {
        int texts = page.textPlaces.length;
        var bytes = ByteBuffer.allocate(3 * Integer.BYTES + (int) page.bytes());
        bytes.putInt(page.ids.length).putInt(texts).putInt(page.texts.length);
        bytes.asLongBuffer().put(page.ids);
        bytes.position(bytes.position() + page.ids.length * Long.BYTES);
        bytes.asLongBuffer().put(page.facts);
        bytes.position(bytes.position() + page.facts.length * Long.BYTES);
        bytes.asShortBuffer().put(page.signatures);
        bytes.position(bytes.position() + page.signatures.length * Short.BYTES);
        bytes.asShortBuffer().put(page.textPlaces);
        bytes.position(bytes.position() + texts * Short.BYTES);
        bytes.asIntBuffer().put(page.textEnds);
        bytes.position(bytes.position() + texts * Integer.BYTES);
        return bytes.put(page.texts).array();
    }

    /// @param roleSets the number that each number of a set of roles has now
    /// @throws IllegalStateException the bytes are not those of a page
    public static MemberPage page(ByteBuffer bytes, int[] roleSets) {
        int size = wanted(bytes, 3 * Integer.BYTES).getInt();
        int texts = bytes.getInt();
        int textBytes = bytes.getInt();
        if (size < 1 || size > MemberPage.MAX || texts < 0 || texts > size || textBytes < 0) {
            throw damaged("a page of " + size + " members, " + texts + " texts, " + textBytes + " bytes");
        }
        wanted(bytes, 18 * size + 6 * texts + textBytes);
        var ids = new long[size];
        bytes.asLongBuffer().get(ids);
        bytes.position(bytes.position() + size * Long.BYTES);
        var facts = new long[size];
        bytes.asLongBuffer().get(facts);
        bytes.position(bytes.position() + size * Long.BYTES);
        var signatures = new short[size];
        bytes.asShortBuffer().get(signatures);
        bytes.position(bytes.position() + size * Short.BYTES);
        var places = new short[texts];
        bytes.asShortBuffer().get(places);
        bytes.position(bytes.position() + texts * Short.BYTES);
        var ends = new int[texts];
        bytes.asIntBuffer().get(ends);
        bytes.position(bytes.position() + texts * Integer.BYTES);
        var text = new byte[textBytes];
        bytes.get(text);
        check(ids, facts, places, ends, textBytes);
        renumber(facts, roleSets);
        return new MemberPage(ids, facts, signatures, places, ends, text);
    }

    private static void check(long[] ids, long[] facts, short[] places, int[] ends, int textBytes) {
        for (int i = 1; i < ids.length; i++) {
            if (ids[i] <= ids[i - 1]) {
                throw damaged("member " + ids[i] + " behind " + ids[i - 1]);
            }
        }
        int place = -1;
        int end = 0;
        for (int text = 0; text < places.length; text++) {
            boolean rises = places[text] > place && places[text] < ids.length && ends[text] > end;
            if (!rises || ends[text] > textBytes || !Facts.hasText(facts[places[text]])) {
                throw damaged("text " + text + " of member " + places[text] + ", up to byte " + ends[text]);
            }
            place = places[text];
            end = ends[text];
        }
    }

    private static void renumber(long[] facts, int[] roleSets) {
        for (int i = 0; i < facts.length; i++) {
            int before = Facts.roleSet(facts[i]);
            if (before >= roleSets.length) {
                throw damaged("a set of roles " + before + " of " + roleSets.length);
            }
            facts[i] = Facts.withRoleSet(facts[i], roleSets[before]);
        }
    }

    /// Numbers of the sets of roles that its members have.
    public static BitSet roleSets(MemberPage page) {
        var used = new BitSet();
        for (long facts : page.facts) {
            used.set(Facts.roleSet(facts));
        }
        return used;
    }

    private static ByteBuffer wanted(ByteBuffer bytes, int length) {
        if (length < 0 || length > bytes.remaining()) {
            throw damaged(length + " bytes wanted, " + bytes.remaining() + " there");
        }
        return bytes;
    }

    private static IllegalStateException damaged(String how) {
        return new IllegalStateException("stored page of members is damaged: " + how);
    }
}
