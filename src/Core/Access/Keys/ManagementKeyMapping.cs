using ExperimentAdmin.Core.Access.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Access.Keys;

internal sealed class ManagementKeyMapping : IEntityTypeConfiguration<ManagementKey>
{
    public void Configure(EntityTypeBuilder<ManagementKey> builder)
    {
        builder.ToTable("management_keys");
        builder.Property(key => key.Name).HasMaxLength(ManagementKey.NameMaxLength);
        builder.Property(key => key.Hash).HasMaxLength(64);
        builder.Property(key => key.Hint).HasMaxLength(16);
        builder.Property(key => key.CreatedBy).HasMaxLength(Person.DisplayNameMaxLength);
        builder.Property(key => key.RevokedBy).HasMaxLength(Person.DisplayNameMaxLength);
        builder.HasIndex(key => key.Hash).IsUnique();
    }
}
