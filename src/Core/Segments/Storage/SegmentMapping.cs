using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Segments.Storage;

internal sealed class SegmentMapping : IEntityTypeConfiguration<Segment>
{
    public void Configure(EntityTypeBuilder<Segment> builder)
    {
        builder.ToTable("segments");
        builder.Property(segment => segment.Id).ValueGeneratedNever();
        builder.Property(segment => segment.Name).HasMaxLength(Segment.NameMaxLength);
        builder.Property(segment => segment.Description).HasMaxLength(Segment.DescriptionMaxLength);
        builder.HasOne<Project>().WithMany().HasForeignKey(segment => segment.ProjectId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(segment => new { segment.ProjectId, segment.NameFolded }).IsUnique()
            .HasDatabaseName("ux_segments_name").HasFilter("deleted_at IS NULL AND experiment_id IS NULL");
        builder.HasIndex(segment => segment.ExperimentId).IsUnique()
            .HasDatabaseName("ux_segments_experiment").HasFilter("deleted_at IS NULL AND experiment_id IS NOT NULL");
    }
}
