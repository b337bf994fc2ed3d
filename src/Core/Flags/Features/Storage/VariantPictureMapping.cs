using ExperimentAdmin.Core.Flags.Features.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Flags.Features.Storage;

internal sealed class VariantPictureMapping : IEntityTypeConfiguration<VariantPicture>
{
    public void Configure(EntityTypeBuilder<VariantPicture> builder)
    {
        builder.ToTable("variant_pictures");
        builder.HasKey(picture => picture.VariantId);
        builder.Property(picture => picture.VariantId).ValueGeneratedNever();
        builder.Property(picture => picture.ContentType).HasMaxLength(VariantPicture.ContentTypeMaxLength);
        builder.Property(picture => picture.Digest).HasMaxLength(VariantPicture.DigestLength);
        builder.HasOne<Variant>().WithMany().HasForeignKey(picture => picture.VariantId).OnDelete(DeleteBehavior.Restrict);
    }
}
