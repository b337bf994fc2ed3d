using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Workspace.Storage;

internal sealed class ProjectEnvironmentMapping : IEntityTypeConfiguration<ProjectEnvironment>
{
    public void Configure(EntityTypeBuilder<ProjectEnvironment> builder)
    {
        builder.ToTable("environments");
        builder.Property(environment => environment.Name).HasMaxLength(ProjectEnvironment.NameMaxLength);
        builder.Property(environment => environment.Slug).HasMaxLength(Slug.MaxLength);
        builder.Property(environment => environment.HashKey).HasMaxLength(64);
        builder.HasOne<Project>().WithMany().HasForeignKey(environment => environment.ProjectId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(environment => environment.HashKey).IsUnique();
        builder.HasIndex(environment => new { environment.ProjectId, environment.Slug }).IsUnique();
    }
}
