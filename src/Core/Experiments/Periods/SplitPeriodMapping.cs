using ExperimentAdmin.Core.Experiments.Lifecycle;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Experiments.Periods;

internal sealed class SplitPeriodMapping : IEntityTypeConfiguration<SplitPeriod>
{
    public void Configure(EntityTypeBuilder<SplitPeriod> builder)
    {
        builder.ToTable("split_periods");
        builder.HasOne<Experiment>().WithMany().HasForeignKey(period => period.ExperimentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(period => new { period.ExperimentId, period.BeganAt }).HasDatabaseName("ix_split_periods_experiment");

        // Every change of an experiment looks for the one that lasts.
        builder.HasIndex(period => period.ExperimentId).HasDatabaseName("ix_split_periods_open").HasFilter("ended_at IS NULL");
    }
}
