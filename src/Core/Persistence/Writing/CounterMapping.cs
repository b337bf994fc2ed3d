using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Persistence.Writing;

internal sealed class CounterMapping : IEntityTypeConfiguration<Counter>
{
    public const string Table = "counters";

    public void Configure(EntityTypeBuilder<Counter> builder)
    {
        builder.ToTable(Table);
        builder.HasKey(counter => counter.Name);
        builder.Property(counter => counter.Name).HasMaxLength(32);

        // Segment ids salt who is inside a percentage, seeds salt who gets which variant. Were the two ever equal, all
        // who enter would land in the first arm, so their ranges lie apart.
        builder.HasData(
            new Counter { Name = Counters.Segments, NextValue = 1 },
            new Counter { Name = Counters.Experiments, NextValue = 1 },
            new Counter { Name = Counters.Seeds, NextValue = 1_000_000_000 },
            new Counter { Name = Counters.IdentityOverrides, NextValue = 1 },
            new Counter { Name = Counters.Identities, NextValue = 1 });
    }
}
