package io.guildstorm.server.model.members;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts members into pages, by rising id. One thread, one use.
public final class PageBuilder {
    private long[] ids;
    private long[] facts;
    private short[] signatures;
    private int size;
    private int[] textPlaces = new int[16];
    private int[] textEnds = new int[16];
    private int textCount;
    private byte[] texts = new byte[64];

    /// @param expected members, if it can be told
    public PageBuilder(int expected) {
        int room = Math.max(16, expected);
        ids = new long[room];
        facts = new long[room];
        signatures = new short[room];
    }

    public int size() {
        return size;
    }

    /// @param id above all others so far
    /// @param text at least one byte; null: none
    public void add(long id, long itsFacts, short signature, byte @Nullable [] text) {
        if (size > 0 && id <= ids[size - 1]) {
            throw new IllegalArgumentException("member " + id + " behind " + ids[size - 1]);
        }
        room(1);
        ids[size] = id;
        facts[size] = Facts.withText(itsFacts, text != null);
        signatures[size] = signature;
        if (text != null) {
            addText(size, text, 0, text.length);
        }
        size++;
    }

    /// A synthetic member, by the name that follows from its id.
    /// @param text at least one byte; null: none
    public void add(long id, long itsFacts, byte @Nullable [] text) {
        add(id, itsFacts, SyntheticMember.signature(id), text);
    }

    /// Those at `from` up to `to`, exclusive, of `page`.
    public void add(MemberPage page, int from, int to) {
        int count = to - from;
        room(count);
        System.arraycopy(page.ids, from, ids, size, count);
        System.arraycopy(page.facts, from, facts, size, count);
        System.arraycopy(page.signatures, from, signatures, size, count);
        for (int text = page.textFrom(from); text < page.textPlaces.length; text++) {
            int place = page.textPlaces[text];
            if (place >= to) {
                break;
            }
            int start = page.textStart(text);
            addText(size + place - from, page.texts, start, page.textEnds[text] - start);
        }
        size += count;
    }

    private void addText(int place, byte[] from, int start, int length) {
        if (textCount == textPlaces.length) {
            textPlaces = Arrays.copyOf(textPlaces, 2 * textCount);
            textEnds = Arrays.copyOf(textEnds, 2 * textCount);
        }
        int end = textEnd();
        if (texts.length - end < length) {
            texts = Arrays.copyOf(texts, Math.max(2 * texts.length, end + length));
        }
        System.arraycopy(from, start, texts, end, length);
        textPlaces[textCount] = place;
        textEnds[textCount++] = end + length;
    }

    private int textEnd() {
        return textCount == 0 ? 0 : textEnds[textCount - 1];
    }

    private void room(int more) {
        int needed = size + more;
        if (needed > ids.length) {
            int grown = Math.max(needed, 2 * ids.length);
            ids = Arrays.copyOf(ids, grown);
            facts = Arrays.copyOf(facts, grown);
            signatures = Arrays.copyOf(signatures, grown);
        }
    }

    /// All of them in as few pages as they fit in, of like size.
    public List<MemberPage> pages() {
        int count = Math.ceilDiv(size, MemberPage.MAX);
        var pages = new ArrayList<MemberPage>(count);
        int text = 0;
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) size * i / count);
            int to = (int) ((long) size * (i + 1) / count);
            int firstText = text;
            while (text < textCount && textPlaces[text] < to) {
                text++;
            }
            pages.add(page(from, to, firstText, text));
        }
        return pages;
    }

    private MemberPage page(int from, int to, int firstText, int lastText) {
        var places = new short[lastText - firstText];
        var ends = new int[places.length];
        int start = firstText == 0 ? 0 : textEnds[firstText - 1];
        for (int i = 0; i < places.length; i++) {
            places[i] = (short) (textPlaces[firstText + i] - from);
            ends[i] = textEnds[firstText + i] - start;
        }
        int end = places.length == 0 ? start : textEnds[lastText - 1];
        return new MemberPage(
                Arrays.copyOfRange(ids, from, to),
                Arrays.copyOfRange(facts, from, to),
                Arrays.copyOfRange(signatures, from, to),
                places,
                ends,
                Arrays.copyOfRange(texts, start, end));
    }
}
