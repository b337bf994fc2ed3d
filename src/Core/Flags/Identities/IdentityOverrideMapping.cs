using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Flags.Identities;

internal sealed class IdentityOverrideMapping : IEntityTypeConfiguration<IdentityOverride>
{
    public void Configure(EntityTypeBuilder<IdentityOverride> builder)
    {
        builder.ToTable("identity_overrides");
        builder.Property(entry => entry.Identifier).HasMaxLength(Identifiers.MaxLength);
        builder.HasOne<ProjectEnvironment>().WithMany().HasForeignKey(entry => entry.EnvironmentId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Feature>().WithMany().HasForeignKey(entry => entry.FeatureId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Variant>().WithMany().HasForeignKey(entry => entry.VariantId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(entry => new { entry.EnvironmentId, entry.FeatureId, entry.Identifier }).IsUnique()
            .HasDatabaseName("ux_identity_overrides_identity");
    }
}
