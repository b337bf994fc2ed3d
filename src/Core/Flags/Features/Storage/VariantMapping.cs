using ExperimentAdmin.Core.Flags.Features.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Flags.Features.Storage;

internal sealed class VariantMapping : IEntityTypeConfiguration<Variant>
{
    public void Configure(EntityTypeBuilder<Variant> builder)
    {
        builder.ToTable("variants");
        builder.Property(variant => variant.Key).HasMaxLength(Variant.KeyMaxLength);
        builder.Property(variant => variant.Description).HasMaxLength(Variant.DescriptionMaxLength);
        builder.Property(variant => variant.PictureDigest).HasMaxLength(VariantPicture.DigestLength);
        builder.HasOne<Feature>().WithMany().HasForeignKey(variant => variant.FeatureId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(variant => new { variant.FeatureId, variant.Key }).IsUnique()
            .HasDatabaseName("ux_variants_key").HasFilter("deleted_at IS NULL");
        builder.HasIndex(variant => new { variant.FeatureId, variant.Ordinal }).IsUnique();
    }
}
