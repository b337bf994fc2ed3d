using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Workspace.Storage;

internal sealed class ProjectMapping : IEntityTypeConfiguration<Project>
{
    public void Configure(EntityTypeBuilder<Project> builder)
    {
        builder.ToTable("projects");
        builder.Property(project => project.Name).HasMaxLength(Project.NameMaxLength);
        builder.Property(project => project.Slug).HasMaxLength(Slug.MaxLength);
        builder.HasIndex(project => project.Slug).IsUnique();
        builder.HasIndex(project => project.NameFolded).IsUnique()
            .HasDatabaseName("ux_projects_name").HasFilter("deleted_at IS NULL");
    }
}
