using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Flags.Identities;
using ExperimentAdmin.Core.Segments.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Experiments.Disturbances;

internal sealed class DisturbanceMapping : IEntityTypeConfiguration<Disturbance>
{
    public void Configure(EntityTypeBuilder<Disturbance> builder)
    {
        builder.ToTable("experiment_disturbances");
        builder.Property(row => row.Who).HasMaxLength(Person.DisplayNameMaxLength);
        builder.Property(row => row.Reason).HasMaxLength(ReasonRules.Longest);
        builder.Property(row => row.Identifier).HasMaxLength(Identifiers.MaxLength);
        builder.HasOne<Experiment>().WithMany().HasForeignKey(row => row.ExperimentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Segment>().WithMany().HasForeignKey(row => row.SegmentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(row => new { row.ExperimentId, row.Kind, row.Identifier }).HasDatabaseName("ix_experiment_disturbances");
    }
}
