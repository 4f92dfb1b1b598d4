package io.guildstorm.server.gateway.inprocess;

/// What the CRC-32C of some bytes becomes when a certain number of bytes follows: the CRC of the whole is
/// `of(crc of the first part) ^ (crc of the second)`. So it is known what a frame has to come to, of which only the
/// front differs from session to session. Multiplication by a power of x modulo the polynomial, as in zlib's
/// `crc32_combine`. Immutable.
final class CrcShift {
    private static final int POLYNOMIAL = 0x82F6_3B78; // Castagnoli, reflected
    private static final int BYTES = 4;
    private static final int VALUES = 256;

    private final int[] table = new int[BYTES * VALUES];

    /// @param length bytes that follow, 0 and above
    CrcShift(int length) {
        var byLength = identity();
        var square = oneZeroByte();
        for (int rest = length; rest > 0; rest >>>= 1) {
            if ((rest & 1) != 0) {
                byLength = times(square, byLength);
            }
            square = times(square, square);
        }
        for (int at = 0; at < BYTES; at++) {
            for (int value = 0; value < VALUES; value++) {
                table[at * VALUES + value] = times(byLength, value << (8 * at));
            }
        }
    }

    int of(int crc) {
        return table[crc & 0xFF]
                ^ table[VALUES + ((crc >>> 8) & 0xFF)]
                ^ table[2 * VALUES + ((crc >>> 16) & 0xFF)]
                ^ table[3 * VALUES + (crc >>> 24)];
    }

    /// Matrices of 32 columns over bits.
    private static int[] identity() {
        var columns = new int[Integer.SIZE];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = 1 << i;
        }
        return columns;
    }

    private static int[] oneZeroByte() {
        var oneBit = new int[Integer.SIZE];
        oneBit[0] = POLYNOMIAL;
        for (int i = 1; i < oneBit.length; i++) {
            oneBit[i] = 1 << (i - 1);
        }
        var two = times(oneBit, oneBit);
        var four = times(two, two);
        return times(four, four);
    }

    private static int[] times(int[] left, int[] right) {
        var product = new int[Integer.SIZE];
        for (int i = 0; i < product.length; i++) {
            product[i] = times(left, right[i]);
        }
        return product;
    }

    private static int times(int[] matrix, int vector) {
        int sum = 0;
        for (int rest = vector, i = 0; rest != 0; rest >>>= 1, i++) {
            if ((rest & 1) != 0) {
                sum ^= matrix[i];
            }
        }
        return sum;
    }
}
