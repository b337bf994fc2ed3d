using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Workspace.Storage;

internal sealed class EnvironmentKeyMapping : IEntityTypeConfiguration<EnvironmentKey>
{
    public void Configure(EntityTypeBuilder<EnvironmentKey> builder)
    {
        builder.ToTable("environment_keys");
        builder.Property(key => key.Name).HasMaxLength(EnvironmentKey.NameMaxLength);
        builder.Property(key => key.Token).HasMaxLength(64);
        builder.Property(key => key.Hash).HasMaxLength(64);
        builder.Property(key => key.Hint).HasMaxLength(16);
        builder.Property(key => key.CreatedBy).HasMaxLength(Person.DisplayNameMaxLength);
        builder.HasOne<ProjectEnvironment>().WithMany().HasForeignKey(key => key.EnvironmentId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(key => key.Hash).IsUnique();
    }
}
