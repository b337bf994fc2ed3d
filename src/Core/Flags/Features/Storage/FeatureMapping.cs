using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Flags.Features.Storage;

internal sealed class FeatureMapping : IEntityTypeConfiguration<Feature>
{
    public void Configure(EntityTypeBuilder<Feature> builder)
    {
        builder.ToTable("features");
        builder.Property(feature => feature.Name).HasMaxLength(Feature.NameMaxLength);
        builder.Property(feature => feature.Description).HasMaxLength(Feature.DescriptionMaxLength);
        builder.Property(feature => feature.Tags).HasMaxLength(TagRules.LongestKept);
        builder.Ignore(feature => feature.OwnerName);
        builder.HasOne<Person>().WithMany().HasForeignKey(feature => feature.OwnerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Project>().WithMany().HasForeignKey(feature => feature.ProjectId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(feature => new { feature.ProjectId, feature.NameFolded }).IsUnique()
            .HasDatabaseName("ux_features_name").HasFilter("deleted_at IS NULL");
    }
}
