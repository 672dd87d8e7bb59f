// Segment's library makes a React context when it is imported; nothing here renders.
export const createContext = () => ({ Provider: null });
export const useContext = () => null;
export default { createContext, useContext, useMemo: (make) => make() };
