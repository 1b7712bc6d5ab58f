/** Tells that the network is gone; space is taken only then. */
export function Banner({ isOnline, hasUnsent }: { isOnline: boolean; hasUnsent: boolean }) {
  return (
    <div role="status" className="banner-place">
      {!isOnline && (
        <p className="banner">
          网络断了，正在重新连接。{hasUnsent ? "没发出去的话，连上后会自动发送。" : "您可以先写好，连上后会自动发送。"}
        </p>
      )}
    </div>
  );
}
