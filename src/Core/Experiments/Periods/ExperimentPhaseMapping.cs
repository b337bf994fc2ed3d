using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Segments.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Experiments.Periods;

internal sealed class ExperimentPhaseMapping : IEntityTypeConfiguration<ExperimentPhase>
{
    public void Configure(EntityTypeBuilder<ExperimentPhase> builder)
    {
        builder.ToTable("experiment_phases");
        builder.Property(phase => phase.BeganBy).HasMaxLength(Person.DisplayNameMaxLength);
        builder.Property(phase => phase.Reason).HasMaxLength(ReasonRules.Longest);
        builder.HasOne<Experiment>().WithMany().HasForeignKey(phase => phase.ExperimentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Segment>().WithMany().HasForeignKey(phase => phase.SegmentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(phase => new { phase.ExperimentId, phase.Number }).IsUnique().HasDatabaseName("ux_experiment_phases_number");
    }
}
