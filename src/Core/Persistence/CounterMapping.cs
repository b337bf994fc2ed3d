using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Persistence;

internal sealed class CounterMapping : IEntityTypeConfiguration<Counter>
{
    public void Configure(EntityTypeBuilder<Counter> builder)
    {
        builder.ToTable("counters");
        builder.HasKey(counter => counter.Name);
        builder.Property(counter => counter.Name).HasColumnName("name");
        builder.Property(counter => counter.NextValue).HasColumnName("next_value");
    }
}
