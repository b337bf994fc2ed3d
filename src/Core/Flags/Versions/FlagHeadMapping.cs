using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Flags.Versions;

internal sealed class FlagHeadMapping : IEntityTypeConfiguration<FlagHead>
{
    public void Configure(EntityTypeBuilder<FlagHead> builder)
    {
        builder.ToTable("flag_heads");
        builder.HasKey(head => new { head.EnvironmentId, head.FeatureId });
        builder.HasOne<FlagVersion>().WithMany().HasForeignKey(head => head.LiveVersionId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
