using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Experiments.Lifecycle;

internal sealed class ExperimentMapping : IEntityTypeConfiguration<Experiment>
{
    /// <summary>Lets one experiment at most hold a flag in an environment until it is completed or deleted.</summary>
    public const string OneActiveIndex = "ux_experiments_active";

    public void Configure(EntityTypeBuilder<Experiment> builder)
    {
        builder.ToTable("experiments");
        builder.Property(experiment => experiment.Id).ValueGeneratedNever();
        builder.Property(experiment => experiment.Name).HasMaxLength(Experiment.NameMaxLength);
        builder.Property(experiment => experiment.Hypothesis).HasMaxLength(Experiment.HypothesisMaxLength);
        builder.Property(experiment => experiment.Description).HasMaxLength(Experiment.DescriptionMaxLength);
        builder.Property(experiment => experiment.Tags).HasMaxLength(TagRules.LongestKept);
        builder.Ignore(experiment => experiment.OwnerName);
        builder.HasOne<Person>().WithMany().HasForeignKey(experiment => experiment.OwnerId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(experiment => experiment.CreatedBy).HasMaxLength(Person.DisplayNameMaxLength);
        builder.Property(experiment => experiment.StartedBy).HasMaxLength(Person.DisplayNameMaxLength);
        builder.Property(experiment => experiment.StoppedBy).HasMaxLength(Person.DisplayNameMaxLength);

        // Two people who pressed at once: the update finds no row with the status that was read.
        builder.Property(experiment => experiment.Status).IsConcurrencyToken();
        builder.HasOne<ProjectEnvironment>().WithMany().HasForeignKey(experiment => experiment.EnvironmentId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Feature>().WithMany().HasForeignKey(experiment => experiment.FeatureId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Segment>().WithMany().HasForeignKey(experiment => experiment.SegmentId)
            .OnDelete(DeleteBehavior.Restrict);

        builder.HasIndex(experiment => new { experiment.FeatureId, experiment.EnvironmentId }).IsUnique()
            .HasDatabaseName(OneActiveIndex).HasFilter("status <> 'Completed' AND deleted_at IS NULL");

        // One index per order that the list offers: a first page costs the same with a hundred rows and with 100,000.
        builder.HasIndex(experiment => new { experiment.EnvironmentId, experiment.CreatedAt, experiment.Id })
            .HasDatabaseName("ix_experiments_created").HasFilter("deleted_at IS NULL");
        builder.HasIndex(experiment => new
        {
            experiment.EnvironmentId,
            experiment.Status,
            experiment.CreatedAt,
            experiment.Id,
        }).HasDatabaseName("ix_experiments_status_created").HasFilter("deleted_at IS NULL");
        builder.HasIndex(experiment => new { experiment.EnvironmentId, experiment.StartedAt, experiment.Id })
            .HasDatabaseName("ix_experiments_started").HasFilter("deleted_at IS NULL");
        builder.HasIndex(experiment => new { experiment.EnvironmentId, experiment.EndedAt, experiment.Id })
            .HasDatabaseName("ix_experiments_ended").HasFilter("status = 'Completed' AND deleted_at IS NULL");
        builder.HasIndex(experiment => new { experiment.EnvironmentId, experiment.SearchText, experiment.Id })
            .HasDatabaseName("ix_experiments_name").HasFilter("deleted_at IS NULL");
    }
}
