using ExperimentAdmin.Core.Flags.Identities;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Serving.Traits;

internal sealed class StoredIdentityMapping : IEntityTypeConfiguration<StoredIdentity>
{
    public void Configure(EntityTypeBuilder<StoredIdentity> builder)
    {
        builder.ToTable("identities");
        builder.Property(identity => identity.Id).ValueGeneratedNever();
        builder.Property(identity => identity.Identifier).HasMaxLength(Identifiers.MaxLength);
        builder.HasOne<ProjectEnvironment>().WithMany().HasForeignKey(identity => identity.EnvironmentId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(identity => new { identity.EnvironmentId, identity.Identifier }).IsUnique()
            .HasDatabaseName("ux_identities_identifier");
    }
}
