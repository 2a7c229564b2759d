using Patterns.ServiceLevels.Slots;

namespace Patterns.ServiceLevels.Tests.Slots;

public sealed class SlotRingTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    [InlineData(4, 100)]
    [InlineData(5, 255)]
    public void Sums_agree_with_a_dictionary_over_random_changes(int seed, int shift)
    {
        var random = new Random(seed);
        var (ring, model) = (new SlotRing(1500, shift), new Dictionary<long, EventCounts>());
        var now = 1_000_000L;
        for (var step = 0; step < 4000; step++)
        {
            now += random.Next(20) == 0 ? random.Next(1, 700) : random.Next(0, 3);
            var slot = random.Next(10) == 0 ? now - random.Next(0, 2500) : now;
            var total = random.NextInt64() >> random.Next(1, 63) >> 13;
            var counts = new EventCounts(random.NextInt64(0, total + 1), total);
            if (ring.Add(slot, counts))
            {
                model[slot] = model.GetValueOrDefault(slot) + counts;
            }
            else
            {
                Assert.True(slot < ring.Oldest);
            }

            ring.MoveTo(now);
            if (step == 2000)
            {
                foreach (var gone in model.Keys.Where(key => key < ring.Oldest).ToList())
                {
                    model.Remove(gone);
                }

                ring.Grow(3000);
            }

            var from = now - random.Next(0, ring.Capacity);
            var end = from + random.Next(0, 2000);
            var expected = model.Where(pair => pair.Key >= Math.Max(from, ring.Oldest) && pair.Key < end).Select(static pair => pair.Value).ToList();
            Assert.Equal(expected.Aggregate(default(EventCounts), static (sum, counts) => sum + counts), ring.Sum(from, end));
            Assert.Equal(expected.Count(static counts => !counts.IsEmpty), ring.CountWithData(from, end));
            Assert.Equal(model.GetValueOrDefault(slot), slot < ring.Oldest ? model.GetValueOrDefault(slot) : ring[slot]);
        }
    }

    [Fact]
    public void A_ring_keeps_what_it_promises_and_forgets_what_is_older()
    {
        var ring = new SlotRing(1440);
        ring.Add(0, new EventCounts(1, 1));
        ring.MoveTo(1439);
        Assert.Equal(1, ring.Sum(0, 1440).Total);
        ring.MoveTo(5000);
        Assert.Equal(0, ring.Sum(0, 5001).Total);
        Assert.False(ring.Add(0, new EventCounts(1, 1)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(255, 3)]
    [InlineData(long.MaxValue, long.MaxValue)]
    public void Packing_keeps_every_number(long most, long mostBad)
    {
        var random = new Random(7);
        var slots = new EventCounts[SlotRing.BlockLength];
        for (var index = 0; index < slots.Length; index++)
        {
            var bad = random.NextInt64(0, mostBad == long.MaxValue ? mostBad : mostBad + 1);
            var total = Math.Max(bad, random.NextInt64(0, most == long.MaxValue ? most : most + 1));
            slots[index] = new EventCounts(total - bad, total);
        }

        var unpacked = new EventCounts[slots.Length];
        PackedSlots.Pack(slots).Unpack(0, unpacked);
        Assert.Equal(slots, unpacked);
    }
}
