using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Flags.Versions;

internal sealed class FlagVersionMapping : IEntityTypeConfiguration<FlagVersion>
{
    public void Configure(EntityTypeBuilder<FlagVersion> builder)
    {
        builder.ToTable("flag_versions");
        builder.Property(version => version.PublishedBy).HasMaxLength(Person.DisplayNameMaxLength);
        builder.HasOne<ProjectEnvironment>().WithMany().HasForeignKey(version => version.EnvironmentId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Feature>().WithMany().HasForeignKey(version => version.FeatureId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(version => new { version.EnvironmentId, version.FeatureId, version.Number }).IsUnique();
    }
}
