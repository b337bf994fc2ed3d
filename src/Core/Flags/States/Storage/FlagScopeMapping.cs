using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Flags.States.Storage;

internal sealed class FlagScopeMapping : IEntityTypeConfiguration<FlagScope>
{
    public void Configure(EntityTypeBuilder<FlagScope> builder)
    {
        builder.ToTable("flag_scopes");
        builder.HasOne<ProjectEnvironment>().WithMany().HasForeignKey(scope => scope.EnvironmentId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Feature>().WithMany().HasForeignKey(scope => scope.FeatureId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(scope => scope.Seed).IsUnique();
        builder.HasIndex(scope => scope.SegmentId);

        // Nulls are distinct in a unique index, so the one environment default has an index of its own.
        builder.HasIndex(scope => new { scope.EnvironmentId, scope.FeatureId, scope.SegmentId }).IsUnique()
            .HasDatabaseName("ux_flag_scopes_segment").HasFilter("segment_id IS NOT NULL");
        builder.HasIndex(scope => new { scope.EnvironmentId, scope.FeatureId }).IsUnique()
            .HasDatabaseName("ux_flag_scopes_default").HasFilter("segment_id IS NULL");
    }
}
